"""Agents side by side, boxed hazards first; silence is told apart in words and symbols."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from immunomod.query.facts import SILENT
from immunomod.query.result import Result, View
from immunomod.query.side_by_side import is_boxed
from immunomod.refs import rests_on
from immunomod.render.blocks import Block, Bullets, Heading, Line, Matrix, Next, Paragraph, Span, Title, line
from immunomod.render.pages.cells import MEANINGS, SYMBOLS, cell, symbol
from immunomod.render.pages.common import sources
from immunomod.text import plural
from immunomod.words import INTERACTION_LEVELS

_NAMED = 4  # more agents than this are counted in the title and left out of the commands at the end
_ADVICE = ("vaccines", "pregnancy", "lactation", "contraception")
Groups = Mapping[int, Line]
_NO_GROUPS: Groups = {}


def pages(result: Result) -> Iterator[Block]:
    """One page for all agents."""
    for item in result.results:
        yield from _page(item, result.full)


def _page(item: View, full: bool) -> Iterator[Block]:
    agents = item["agents"]
    names = [agent["name"] for agent in agents]
    yield Title(", ".join(names) if len(names) <= _NAMED else f"{len(names)} agents", line("· side by side"))
    for agent in agents:
        if agent["coverage"] != "label":
            yield Paragraph(_incomplete(agent))
    yield from _legend(item["rows"])
    shown = [row for row in item["rows"] if row["part"] == "identity"]
    if shown:
        yield _matrix(item, shown, full)
    risks = [row for row in item["rows"] if row["part"] == "risks"]
    yield from _section(item, "Hazards in a boxed warning", (), [row for row in risks if is_boxed(row)], full)
    yield from _uses(item, full)
    yield from _section(item, "Other hazards", ("risks",), [row for row in risks if not is_boxed(row)], full)
    yield from _section(item, "Contraindications", ("contraindications",), None, full)
    yield from _checks(item, "Before starting", "before_starting", full)
    yield from _checks(item, "During treatment", "monitoring", full)
    yield from _interactions(item, full)
    yield from _section(item, "Vaccines, pregnancy and lactation", _ADVICE, None, full)
    cited = list(_sources(item))
    if cited:
        more = "" if full else "; +1 counts further ones, which --full shows"
        yield Heading("Sources", f"numbers are sections of each agent's label{more}")
        yield Bullets(cited)
    yield Next(_next(item, full))


def _incomplete(agent: View) -> Line:
    if agent["coverage"] == "none":
        return line(Span(f"{agent['name']}: safety is not covered here; nothing is implied by the silence.", "missing"))
    scope = f" ({agent['scope']})" if agent["scope"] else ""
    return line(Span(f"{agent['name']}: partly covered{scope}; what is not listed may still be on its label.", "missing"))


def _legend(rows: Sequence[View]) -> Iterator[Block]:
    """The levels that occur, with what each means."""
    levels = {cell["level"] for row in rows for cell in row["cells"].values()}
    known = [f"{SYMBOLS[level]} {meaning}" for level, meaning in MEANINGS.items() if level in levels]
    if known:
        yield Paragraph(line(Span(" · ".join(known), "dim")))


def _matrix(item: View, rows: Sequence[View], full: bool, groups: Groups = _NO_GROUPS) -> Matrix:
    names = [agent["name"] for agent in item["agents"]]
    ids = [agent["id"] for agent in item["agents"]]
    depths = _depths(rows)
    made = [
        (
            line(Span("↳" * depth + " " * (depth > 0), "dim"), Span(row["name"])),
            [cell(row["part"], row["cells"][id], full) for id in ids],
        )
        for row, depth in zip(rows, depths, strict=True)
    ]
    return Matrix(names, made, groups)


def _depths(rows: Sequence[View]) -> list[int]:
    """How deep each row stands below rows that are shown before it."""
    found: dict[str, int] = {}
    for row in rows:
        found[row["id"]] = found[row["parent"]] + 1 if row["parent"] in found else 0
    return [found[row["id"]] for row in rows]


def _section(
    item: View, title: str, parts: Sequence[str], rows: Sequence[View] | None, full: bool, groups: Groups = _NO_GROUPS
) -> Iterator[Block]:
    """A heading and a matrix of the rows given, or of all rows of these parts."""
    if rows is None:
        rows = [row for row in item["rows"] if row["part"] in parts]
    yield from _heading(item, title, parts, rows)
    if rows:
        yield _matrix(item, rows, full, groups)


def _heading(item: View, title: str, parts: Sequence[str], rows: Sequence[View]) -> Iterator[Block]:
    """A heading whose remark counts the rows that are left out."""
    left = sum(item["left_out"].get(part, 0) for part in parts)
    if rows or left:
        yield Heading(title, f"{plural(left, 'row')} left out, the same for all" if left else "")


def _voices(row: View) -> int:
    """How many agents share a row: for a use those that have it, else all that are not silent."""
    cells = row["cells"].values()
    return sum(bool(cell["facts"]) if row["part"] == "uses" else cell["level"] not in SILENT for cell in cells)


def _shared(row: View) -> str:
    voices = _voices(row)
    if voices == len(row["cells"]):
        return "shared by all"
    return "shared by some" if voices > 1 else "of one alone" if voices else "of none"


def _grouped(rows: Sequence[View], key: Callable[[View], str]) -> tuple[list[View], dict[int, Line]]:
    """Rows by group, groups in the order in which they first occur, and where each begins."""
    members: dict[str, list[View]] = {}
    for row in rows:
        members.setdefault(key(row), []).append(row)
    groups: dict[int, Line] = {}
    ordered: list[View] = []
    for name, own in members.items():
        groups[len(ordered)] = line(Span(name, "strong"))
        ordered += own
    return ordered, groups


def _uses(item: View, full: bool) -> Iterator[Block]:
    """By how many of the agents share a use."""
    rows = [{**row, "parent": None} for row in item["rows"] if row["part"] == "uses"]
    rows, groups = _grouped(sorted(rows, key=lambda row: -_voices(row)), _shared)
    yield from _section(item, "Uses", ("uses",), rows, full, groups)


def _checks(item: View, title: str, part: str, full: bool) -> Iterator[Block]:
    """Tests and other steps by kind."""
    rows, groups = _grouped([row for row in item["rows"] if row["part"] == part], lambda row: row["kind"] or "")
    yield from _section(item, title, (part,), rows, full, groups if all(row["kind"] for row in rows) else {})


def _interactions(item: View, full: bool) -> Iterator[Block]:
    """In full every partner by how many share it; else the number of partners by level and those that two or more share."""
    rows = [row for row in item["rows"] if row["part"] == "interactions"]
    if full:
        ordered, groups = _grouped(sorted(rows, key=lambda row: -_voices(row)), _shared)
        yield from _section(item, "Interactions", ("interactions",), ordered, full, groups)
        return
    shared = [row for row in rows if _voices(row) > 1]
    yield from _heading(item, "Interactions", ("interactions",), rows)
    if not rows:
        return
    partners = _matrix(item, shared, full)
    counts = _counts(item["agents"])
    groups = {0: line(Span("number of partners", "strong"))}
    if shared:
        groups[len(counts)] = line(Span("partners of two or more", "strong"))
    yield Matrix(partners.names, [*counts, *partners.rows], groups)
    alone = len(rows) - len(shared)
    if alone:
        yield Paragraph(line(Span(f"{plural(alone, 'partner')} of one agent alone: --full shows all.", "dim")))


def _counts(agents: Sequence[View]) -> list[tuple[Line, Sequence[Line]]]:
    """How many partners each agent has at each level."""
    silent = {agent["id"]: agent["parts"]["interactions"] for agent in agents if agent["parts"]["interactions"] != "listed"}
    return [
        (
            line(Span(level, level)),
            [line(symbol(silent[a["id"]]) if a["id"] in silent else str(a["interactions"][level])) for a in agents],
        )
        for level in INTERACTION_LEVELS
    ]


def _sources(item: View) -> Iterator[Line]:
    """The sources that the rows shown cite: each agent's label under its name, the others once."""
    seen: set[str] = set()
    for agent in item["agents"]:
        facts = (fact for row in item["rows"] for fact in row["cells"][agent["id"]]["facts"])
        refs = {ref for fact in facts for ref in fact["refs"]}
        for view in agent["sources"]:
            used = any(rests_on(ref, view["id"]) for ref in refs)
            key = f"{agent['name']} label" if view["id"] == "label" else view["id"]
            if used and key not in seen:
                seen.add(key)
                yield from sources([{**view, "id": key}])


def _next(item: View, full: bool) -> list[tuple[str, str]]:
    ids = [agent["id"] for agent in item["agents"]]
    found = [(f"immunomod safety {ids[0]}", "all safety facts of one agent")]
    if len(ids) <= _NAMED:
        call = f"immunomod compare {' '.join(ids)} --only"
        if not item["only"]:
            found.append((f"{call} differences", "without what is the same for all"))
        if not full:
            found.append((f"{call} risks --full", "one part, with its notes"))
    return found
