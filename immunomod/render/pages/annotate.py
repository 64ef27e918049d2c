"""A medication list: each text with the agents it names."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import Block, Column, Line, Span, Table, Title, line
from immunomod.text import plural


def pages(result: Result) -> Iterator[Block]:
    """One table; the mechanism and ATC code are left to the other formats."""
    matched = sum(1 for item in result.results if item["agents"])
    yield Title(plural(len(result.results), "text"), line(f" {matched} matched"))
    if not result.results:
        return
    columns = (Column("text", 6), Column("agent", 4), Column("matched", 3), Column("class", 4), Column("route", 2))
    yield Table(columns, [_row(item) for item in result.results])


def _row(item: View) -> list[Line]:
    agents = item["agents"]
    classes = dict.fromkeys(name for agent in agents for name in agent["classes"])
    return [
        line(item["text"]),
        line(Span("; ".join(agent["id"] for agent in agents), "name")),
        line(_matched(item)),
        line("; ".join(classes)),
        line(item["route"] or ""),
    ]


def _matched(item: View) -> str:
    slips = f" (fuzzy, {item['distance']})" if item["distance"] else ""
    return (item["matched_text"] or "") + slips
