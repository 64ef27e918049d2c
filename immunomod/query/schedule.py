"""Reads a text such as `4-8 weeks after the start, then every 3 months` into points of a timeline.

The reading only orders and groups. The text itself is always shown beside it, so a reading that is too coarse
misplaces a line but cannot change what it says. Days are counted from the first dose, after treatment from the last;
a month counts 30 days, a year 365.
"""

import re
from typing import NamedTuple, get_args

from immunomod.query import schedule_words as words
from immunomod.words import Phase

PHASES: tuple[Phase, ...] = get_args(Phase)
THROUGHOUT = "throughout, or at no fixed interval"
UNREAD = "as worded"
EVENT = "when it happens or applies"
_CUT, _ELSEWHERE = "|", "#"  # stand where words have been read
_FIRST_DOSE, _EACH_DOSE, _POINT, _INTERVAL, _THROUGHOUT, _UNREAD = range(6)


class Point(NamedTuple):
    """One place on the timeline; `text` names it, None stands for a day or an interval that is not stated."""

    phase: Phase
    rank: int  # its place among the kinds of points in a phase
    text: str
    from_day: int | None = None
    to_day: int | None = None
    every_days: int | None = None

    @property
    def is_read(self) -> bool:
        """Whether the words were understood."""
        return self.rank != _UNREAD

    def key(self) -> tuple[int, int, int, int, int, str]:
        """The order of the timeline: first dose, every dose, days, intervals from short to long, the rest."""
        days = (self.every_days or 0, self.from_day or 0, self.to_day or 0)
        return (PHASES.index(self.phase), self.rank, *days, self.text)


BEFORE = Point("before", 0, "before the first dose", None, 0)
DURING = Point("during", _THROUGHOUT, THROUGHOUT, 0)
AFTERWARDS = Point("after", 0, "after stopping or the last dose", 0)


def read(when: str) -> list[Point]:
    """The points of the timeline that a text names, in order; never empty."""
    text = " ".join(words.BRACKETS.sub("", when.lower()).split())
    text = words.STRESSED.sub("", words.NUMBER_WORD.sub(lambda match: words.NUMBERS[match[0]], text))
    found = {point for clause in text.split(";") for point in _clause(clause.strip())}
    return sorted(found or {Point("during", _UNREAD, UNREAD)}, key=Point.key)


def phases_of(advice: str) -> list[Phase]:
    """The phases that advice speaks of, the time before the first dose always among them: it has to be planned."""
    text = advice.lower()
    found: list[Phase] = ["before"]
    if re.search(r"\bduring\b|\bavoid\b|\bnot\b|\bcontraindicated\b|\bmay be given\b|\ballowed\b|\bhold\b", text):
        found.append("during")
    if re.search(r"\buntil\b|\b(?:after|afterwards)\b(?! (?:a |influenza|varicella|a negative))", text):
        found.append("after")
    return found


def _clause(clause: str) -> list[Point]:
    """The points of one clause; a label before a colon is left out unless it is a time or a situation itself."""
    label, colon, rest = clause.partition(": ")
    if colon:
        own = _clause(label) if words.LEADING.match(label) or "surgery" in label else []
        return own or _clause(rest)
    rest, elsewhere = _without(words.ELSEWHERE, clause, _ELSEWHERE)
    rest, phased = _phased(rest)
    happens = words.HAPPENS.search(rest)
    tied = (happens or elsewhere) and not re.search(r",| and ", rest[: happens.start() if happens else rest.find(_ELSEWHERE)])
    rest, days = _timeline(rest)
    rest, doses = _doses(rest)
    if tied:  # `weekly after a dose increase`: the interval belongs to what happens
        days, doses = [], [] if happens and happens.start() == 0 else doses
    timed = [*phased, *days, *doses]
    general = words.THROUGHOUT.search(words.FREQUENTLY.sub("", rest) if doses else rest)
    span = words.SPAN.search(rest)
    if general or (span and not timed and not tied):
        timed.append(_throughout(span))
    if happens or elsewhere or (not timed and words.SITUATION.search(rest)):
        return [*timed, Point("event", 0, EVENT)]
    return timed if timed or not words.UNTIMED.search(rest) else [_throughout(None)]


def _without(patterns: tuple["re.Pattern[str]", ...], text: str, mark: str = _CUT) -> tuple[str, list["re.Match[str]"]]:
    """The text with what the patterns match cut out, a mark in its place, and the matches."""
    found: list[re.Match[str]] = []

    def cut(match: "re.Match[str]") -> str:
        found.append(match)
        return f" {mark} "

    for pattern in patterns:
        text = pattern.sub(cut, text)
    return text, found


def _phased(text: str) -> tuple[str, list[Point]]:
    """Points before the first dose and after the last one, and the text without them."""
    points: list[Point] = []
    text, after = _without(words.AFTER, text)
    for match in after:
        points += _after(match)
    text, before = _without(words.BEFORE, text)
    for match in before:
        lead = match.groupdict().get("lead")
        points.append(BEFORE._replace(from_day=-_range(lead)[1]) if lead else BEFORE)
    return text, points


def _after(match: "re.Match[str]") -> list[Point]:
    """What a match of the words for the time after treatment says: for how long, how often, or no more than after."""
    groups = match.groupdict()
    spans = [span for name in ("span", "more") if (span := groups.get(name)) and span[0].isdigit()]
    if not spans:
        often = groups.get("often")
        if often:
            return [AFTERWARDS._replace(rank=1, text=f"{often} after the last dose", every_days=_every(often))]
        return [AFTERWARDS._replace(rank=1, text="for life") if match[0] == "for life" else AFTERWARDS]
    how = groups["how"].replace("until ", "for ").strip()
    return [
        Point("after", 1, f"{how} {span} after the last dose".strip(), 0 if how else _range(span)[0], _range(span)[1])
        for span in spans
    ]


def _every(adverb: str) -> int:
    """`quarterly` in days: 90."""
    count, unit = words.ADVERBS[adverb]
    return count * words.DAYS[unit]


def _doses(text: str) -> tuple[str, list[Point]]:
    """Points at the first doses and at every dose, and the text without them."""
    text, first = _without((words.FIRST_DOSE,), text)
    text, each = _without((words.EACH_DOSE,), text)
    points = [Point("during", _FIRST_DOSE, "at the first doses", 0)] if first else []
    return text, [*points, *([Point("during", _EACH_DOSE, "at each dose")] if each else [])]


def _timeline(text: str) -> tuple[str, list[Point]]:
    """Days and intervals in the order of the text: each interval begins where what stands before it ends."""
    points: list[Point] = []
    at: int | None = 0  # the day reached, None where the text does not say it
    end = 0
    rest = []
    for match in words.TIME.finditer(text):
        if match.start() < end:
            continue
        if "until" in text[end : match.start()] or (points and points[-1].every_days and points[-1].to_day is None):
            at = None
        rest.append(text[end : match.start()])
        if match["adverb"] or match["unit"]:
            point, end = _interval(match, text, at)
            points.append(point)
            at = point.to_day
        else:
            found = _days(match)
            points += found
            at, end = found[-1].to_day, match.end()
    return f" {_CUT} ".join([*rest, text[end:]]), points


def _interval(match: "re.Match[str]", text: str, at: int | None) -> tuple[Point, int]:
    """The interval of a match, limited by the words that follow it, and where those end."""
    if match["adverb"]:
        count, unit = words.ADVERBS[match["adverb"]]
        label = f"{count}" if count > 1 else ""
    else:
        given = (match["count"] or "").strip()
        label = {"other": "2", "second": "2", "third": "3"}.get(given, given).replace(" to ", "-").replace(" or ", "-")
        count, unit = int(re.match(r"\d*", label)[0] or 1), match["unit"].rstrip("s")  # type: ignore[index]
    every = count * words.DAYS[unit]
    name = f"every {label} {unit}s" if label not in ("", "1") else f"every {unit}"
    if match["twice"]:
        name, every = f"twice a {unit}", max(1, every // 2)
    first, last, end = at, None, match.end()
    for pattern in words.LIMITS:
        limit = pattern.match(text, match.end())
        if limit:
            first, last = _limits(limit, at)
            end = limit.end()
            break
    return Point("during", _INTERVAL, name, first, last, every), end


def _limits(limit: "re.Match[str]", at: int | None) -> tuple[int | None, int | None]:
    """From which day to which an interval holds."""
    groups = limit.groupdict()
    if groups.get("since"):
        return _range(groups["since"])[1], None
    if not groups:
        return at, None
    if groups.get("length"):
        return at, None if at is None else at + _range(groups["length"])[1]
    if groups.get("until"):
        return at, _range(re.sub(r"^([a-z]+) (\d+)$", r"\2 \1", groups["until"]))[1]
    unit = words.DAYS[groups["unit"]]
    return (int(groups["first"]) - 1) * unit, int(groups["last"] or groups["first"]) * unit


def _days(match: "re.Match[str]") -> list[Point]:
    """The days of a match such as `2, 8 and 12 weeks after the start`, a point each."""
    for number in ("", "2", "3"):
        unit = match[f"point{number}"]
        if unit:
            return [_day(span, unit.rstrip("s")) for span in re.findall(words.RANGE, match[f"list{number}"])]
    if match["within"] or match["whole"]:
        span = f"{match['first'] or 1} {match['within'] or match['whole']}"
        return [Point("during", _POINT, match[0], 0, _range(span)[1])]
    return [Point("during", _POINT, match[0], 0, 0 if match[0] == "at the start" else None)]


def _day(span: str, unit: str) -> Point:
    low, high = _range(f"{span} {unit}")
    label = re.sub(r" ?(?:to|or|-) ?", "-", span)
    return Point("during", _POINT, f"{unit}s {label}" if "-" in label else f"{unit} {label}", low, high)


def _range(span: str) -> tuple[int, int]:
    """`4-8 weeks` in days: (28, 56). A unit alone is one of it; ± widens to both sides."""
    numbers = [int(number) for number in re.findall(r"\d+", span)] or [1]
    unit = words.DAYS[span.rsplit(maxsplit=1)[-1].rstrip("s")]
    if "±" in span:
        return (numbers[0] - numbers[1]) * unit, (numbers[0] + numbers[1]) * unit
    return numbers[0] * unit, numbers[-1] * unit


def _throughout(span: "re.Match[str] | None") -> Point:
    """Treatment as a whole, or its first part."""
    return DURING._replace(to_day=_range(span["span"])[1]) if span else DURING
