"""A medication list: each text with the agents it names."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import Block, Column, Line, Span, Table, Title, line
from immunomod.text import plural


def pages(result: Result) -> Iterator[Block]:
    """One table; mechanism, effect and ATC code are left to the other formats."""
    matched = sum(1 for item in result.results if item["agents"])
    yield Title(plural(len(result.results), "text"), line(f" {matched} matched"))
    if result.results:
        columns = (Column("text", 5), Column("agent", 5), Column("class", 4), Column("route", narrow=True))
        yield Table(columns, [_row(item) for item in result.results])


def _row(item: View) -> list[Line]:
    agents = item["agents"]
    classes = dict.fromkeys(name for agent in agents for name in agent["classes"])
    slips = [agent["matched_text"] for agent in agents if agent["match_kind"] == "fuzzy"]
    slip = Span(f" (fuzzy: {'; '.join(slips)})", "dim") if slips else None
    return [
        line(item["text"]),
        line(Span("; ".join(agent["id"] for agent in agents), "name"), slip),
        line("; ".join(classes)),
        line(item["route"] or ""),
    ]
