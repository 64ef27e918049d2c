"""A hazard and the agents that carry it, boxed ones first, by class; and all hazards."""

from collections.abc import Iterator
from itertools import groupby

from immunomod.query.result import Result, View
from immunomod.refs import inside
from immunomod.render.blocks import Block, Bullets, Column, Fields, Heading, Line, Next, Paragraph, Span, Table, Title, line
from immunomod.render.pages.common import cited, each, for_routes, joined, sources
from immunomod.text import plural

_TITLES = {"boxed": "In a boxed warning", "warning": "Among warnings and precautions"}


def pages(result: Result) -> Iterator[Block]:
    """A page for each hazard."""
    return each(result, "risk", _page)


def _page(item: View) -> Iterator[Block]:
    risk, rows = item["risk"], item["agents"]
    number = len({row["id"] for row in rows})
    boxed = len({row["id"] for row in rows if row["level"] == "boxed"})
    yield Title(risk["name"], line(f"· {plural(number, 'agent')}", Span(f", {boxed} with a box" if boxed else "", "boxed")))
    yield Paragraph(line(risk["definition"]))
    fields: list[tuple[str, Line]] = []
    if risk["synonyms"]:
        fields.append(("also", line(joined(risk["synonyms"], 8))))
    if risk["parent"]:
        fields.append(("kind of", line(risk["parent_name"])))
    if risk["children"]:
        fields.append(("includes", line(joined(child["name"] for child in risk["children"]))))
    if fields:
        yield Fields(fields)
    for level, title in _TITLES.items():
        of_level = [row for row in rows if row["level"] == level]
        if of_level:
            yield Heading(title, plural(len({row["id"] for row in of_level}), "agent"))
            yield _table(risk, of_level)
    if risk["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(risk["sources"])))
    yield Paragraph(
        line(Span("Numbers are sections of the agent's own label; an agent that is not here may still carry it.", "dim"))
    )
    yield Next(_next(risk, rows))


def _table(risk: View, rows: list[View]) -> Table:
    ordered = sorted(rows, key=lambda row: (row["classes"][0].casefold(), row["id"], row["risk"] != risk["id"]))
    cells: list[tuple[Line, Line]] = []
    groups: dict[int, Line] = {}
    for name, members in groupby(ordered, key=lambda row: str(row["classes"][0])):
        groups[len(cells)] = line(Span(name, "strong"))
        cells += [_row(risk, row) for row in members]
    return Table((Column("agent", 2), Column("what the source says", 6)), cells, groups)


def _row(risk: View, row: View) -> tuple[Line, Line]:
    kind = f"{row['risk_name']}: " if row["risk"] != risk["id"] else ""
    return line(Span(row["id"], "name"), Span(for_routes(row), "dim")), (
        Span(kind, "strong"),
        *cited(row["note"] or "", inside(row["id"], row["refs"])),
    )


def _next(risk: View, rows: list[View]) -> list[tuple[str, str]]:
    found = [(f"immunomod safety {rows[0]['id']}", "all safety facts of one of them")] if rows else []
    if risk["parent"]:
        found.append((f"immunomod risk {risk['parent']}", risk["parent_name"]))
    return [*found, ("immunomod risk", "all hazards")]
