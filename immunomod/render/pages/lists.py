"""Lists, search results, problems of a catalogue."""

from collections.abc import Iterator

from immunomod.query.result import Result
from immunomod.render.blocks import Block, Column, Line, Next, Span, Table, Title, line
from immunomod.render.pages.common import joined
from immunomod.render.rows import Rows, rows_of
from immunomod.text import plural

_SHARES = {"id": 3, "name": 3, "definition": 7, "synonyms": 5, "brands": 5, "classes": 4}
_HIDDEN = {"mechanisms", "targets", "atc", "coverage", "parent", "status", "routes"}

_COMMANDS = {  # which show an entry of a kind
    "agent": "drug",
    "condition": "condition",
    "mechanism": "mechanism",
    "target": "target",
    "risk": "risk",
    "term": "about",
}


def listing(result: Result) -> Iterator[Block]:
    """Any list as one table; columns that only repeat another one are left to the other formats."""
    table = rows_of(result)
    if not table.rows:
        return
    yield Title(plural(len(table.rows), "entry", "entries"))
    hidden = _HIDDEN | _repeated(table)
    shown = [i for i, name in enumerate(table.header) if name not in hidden]
    columns = [_column(table.header[i]) for i in shown]
    rows = [[_cell(table.header[i], row[i]) for i in shown] for row in table.rows]
    yield Table(columns, rows)


def _repeated(table: Rows) -> set[str]:
    """Ids are left out, since names lead to entries as they do; and what would leave a definition no room."""
    return {"id", "synonyms"} if "definition" in table.header else {"id"}


def _column(name: str) -> Column:
    narrow = name in ("effect", "status", "agents", "boxed", "category", "kind")
    return Column(name, _SHARES.get(name, 3), narrow=narrow)


def _cell(name: str, value: str) -> Line:
    if name in ("id", "name"):
        return line(Span(value, "name"))
    if name == "effect" and value:
        return line(Span(value, value))  # type: ignore[arg-type]
    if name in ("synonyms", "brands", "members"):
        return line(joined(value.split("; "), 4))
    return line(value)


def search(result: Result) -> Iterator[Block]:
    """Hits, best first, with where they matched."""
    if not result.results:
        return
    yield Title(plural(len(result.results), "entry matches", "entries match"))
    columns = (Column("kind", narrow=True), Column("name", 3), Column("where", 3), Column("text", 7))
    rows = [
        (line(Span(hit["kind"], "dim")), line(Span(hit["name"], "name")), line(hit["where"]), line(hit["snippet"]))
        for hit in result.results
    ]
    yield Table(columns, rows)
    best = next((hit for hit in result.results if hit["kind"] in _COMMANDS), None)
    if best:
        yield Next([(f"immunomod {_COMMANDS[best['kind']]} {best['id']}", "the first of them in full")])


def problems(result: Result) -> Iterator[Block]:
    """The defects of a catalogue; none is good news."""
    if not result.results:
        yield Title("valid", line("· no problem found"))
        return
    yield Title(plural(len(result.results), "problem"))
    rows = [(line(f"{item['file']}:{item['line']}:{item['column']}"), line(item["message"])) for item in result.results]
    yield Table((Column("where", 4), Column("what", 6)), rows)


def findings(result: Result) -> Iterator[Block]:
    """What newer labels change, by agent."""
    if not result.results:
        yield Title("up to date", line("· nothing changed"))
        return
    yield Title(plural(len(result.results), "finding"))
    columns = (Column("agent", 3), Column("kind", 3), Column("where", 3), Column("detail", 5))
    rows = [
        (line(Span(item["agent"], "name")), line(item["kind"]), line(item["where"]), line(item["detail"]))
        for item in result.results
    ]
    yield Table(columns, rows)
