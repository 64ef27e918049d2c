"""When a check is due: read from the catalogue's words into a timeline, never raising, always ordered."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from immunomod.index.reader import Index
from immunomod.query.schedule import EVENT, PHASES, THROUGHOUT, UNREAD, Point, phases_of, read

BASELINE = ("before", "before the first dose", None, 0, None)
ALWAYS = ("during", THROUGHOUT, 0, None, None)
HAPPENS = ("event", EVENT, None, None, None)
DOSE = ("during", "at each dose", None, None, None)
FIRST = ("during", "at the first doses", 0, None, None)
AFTER = ("after", "after stopping or the last dose", 0, None, None)


def at(text: str, first: int | None, last: int | None, every: int | None = None) -> tuple[object, ...]:
    return ("during", text, first, last, every)


READINGS = {
    "weekly for 4 weeks, then monthly": [at("every week", 0, 28, 7), at("every month", 28, None, 30)],
    "every 2 weeks until the dose is stable for 6 weeks, monthly for 3 months, then every 3 months": [
        at("every 2 weeks", 0, None, 14),
        at("every month", None, None, 30),
        at("every 3 months", None, None, 90),
    ],
    "4-8 weeks after the start, then every 3 months": [at("weeks 4-8", 28, 56), at("every 3 months", 56, None, 90)],
    "at baseline, monthly for 6 months, then every 6 to 8 weeks": [
        BASELINE,
        at("every month", 0, 180, 30),
        at("every 6-8 weeks", 180, None, 42),
    ],
    "every 2 weeks in months 1-3, monthly in months 4-6, then every 3 months and as needed": [
        at("every 2 weeks", 0, 90, 14),
        at("every month", 90, 180, 30),
        at("every 3 months", 180, None, 90),
    ],
    "every 2 weeks in month 1, every 4 weeks through year 1, then quarterly": [
        at("every 2 weeks", 0, 30, 14),
        at("every 4 weeks", 30, 365, 28),
        at("every 3 months", 365, None, 90),
    ],
    "twice weekly in month 1, every 2 weeks in months 2-6, then monthly": [
        at("twice a week", 0, 30, 3),
        at("every 2 weeks", 30, 180, 14),
        at("every month", 180, None, 30),
    ],
    "at 2 and 8 weeks, 2 and 3 months, then every 6 months": [
        at("week 2", 14, 14),
        at("week 8", 56, 56),
        at("month 2", 60, 60),
        at("month 3", 90, 90),
        at("every 6 months", 90, None, 180),
    ],
    "28 ± 2 days after the first dose": [at("day 28 ± 2", 26, 30)],
    "before each dose": [DOSE],
    "during each infusion and for at least 1 hour after": [DOSE],
    "before the first dose and at the end of the 4-hour observation, when that is needed": [BASELINE, FIRST],
    "in children, throughout": [ALWAYS],
    "periodically during treatment": [ALWAYS],
    "closely, during and after treatment": [ALWAYS, AFTER],
    "for at least 8 weeks after stopping": [("after", "for at least 8 weeks after the last dose", 0, 56, None)],
    "for at least 8 weeks (PNH) or 12 weeks (aHUS) after stopping": [
        ("after", "for at least 8 weeks after the last dose", 0, 56, None),
        ("after", "for at least 12 weeks after the last dose", 0, 84, None),
    ],
    "from 4 weeks before, during treatment and pauses, until 4 weeks after": [
        ("before", "before the first dose", -28, 0, None),
        ALWAYS,
        ("after", "for 4 weeks after the last dose", 0, 28, None),
    ],
    "in corticosteroid-refractory colitis": [HAPPENS],
    "when symptoms appear, above all in the first 3 days": [HAPPENS],
    "during withdrawal of oral corticosteroids": [HAPPENS],
    "before live vaccines in infants exposed in the womb": [HAPPENS],
    "monthly for 6 months, then every 3 months, and promptly at symptoms of liver injury": [
        at("every month", 0, 180, 30),
        at("every 3 months", 180, None, 90),
        HAPPENS,
    ],
    "throughout; weekly for 4 to 8 weeks when mild or moderate depression appears": [ALWAYS, HAPPENS],
    "closely, from 65 years of age": [HAPPENS],
    "to keep the level above 400 mg/dL": [("during", UNREAD, None, None, None)],
}


@pytest.mark.parametrize("when", READINGS)
def test_texts_are_read_into_points(when: str) -> None:
    assert [(p.phase, p.text, p.from_day, p.to_day, p.every_days) for p in read(when)] == READINGS[when]


def test_the_words_of_the_catalogue_are_nearly_all_understood(index: Index) -> None:
    texts = {fact["when"] for body in index.bodies("agents") for fact in body["safety"]["monitoring"]}
    unread = [text for text in texts if not all(point.is_read for point in read(text))]
    assert len(texts) > 600
    assert len(unread) <= len(texts) // 50, unread


def test_intervals_named_in_the_catalogue_are_on_the_timeline_or_tied_to_a_dose_or_event(index: Index) -> None:
    texts = {fact["when"] for body in index.bodies("agents") for fact in body["safety"]["monitoring"]}
    for text in texts:
        words = text.replace(",", " ").replace(";", " ").split()
        if {"daily", "weekly", "monthly", "quarterly", "yearly"} & set(words):
            placed = (bool(point.every_days) or point.text in (EVENT, "at the first doses") for point in read(text))
            assert any(placed), text


PIECES = [
    "every",
    "2",
    "weeks",
    "weekly",
    "for",
    "4-8",
    "months",
    "after",
    "the start",
    ",",
    ";",
    "then",
    "at",
    "until",
    "(",
    ")",
]
PIECES += [
    "before",
    "each",
    "dose",
    "stopping",
    "first",
    "in",
    "month",
    "±",
    "when",
    "and",
    ": ",
    "during",
    "treatment",
    "0",
    "twice",
]


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@example("")
@example("every 0 days for 9999999999 years")
@example("٣ weeks after the start")
def test_any_text_is_read_without_an_error_into_ordered_points(text: str) -> None:
    points = read(text)
    assert points
    assert points == sorted(points, key=Point.key)
    assert len(points) == len(set(points))
    for point in points:
        assert point.phase in PHASES
        assert point.text


@given(st.text(alphabet="abc ", max_size=20))
def test_words_in_brackets_and_capitals_change_no_reading(remark: str) -> None:
    assert read(f"Every 3 months ({remark})") == read("every 3 months")


@pytest.mark.parametrize(
    ("advice", "phases"),
    [
        ("bring up to date before starting", ["before"]),
        ("avoid during treatment", ["before", "during"]),
        ("do not breastfeed during treatment and for 4 months after the last dose", ["before", "during", "after"]),
        ("hold methotrexate for 2 weeks after influenza vaccine", ["before", "during"]),
        ("only after a negative pregnancy test", ["before"]),
    ],
)
def test_advice_stands_in_the_phases_it_speaks_of(advice: str, phases: list[str]) -> None:
    assert phases_of(advice) == phases
