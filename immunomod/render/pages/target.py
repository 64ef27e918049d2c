"""A target and the agents that act on it; and all targets."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.refs import inside
from immunomod.render.blocks import Block, Bullets, Column, Fields, Heading, Next, Span, Table, Title, line
from immunomod.render.pages.common import cited, each, joined, sources
from immunomod.text import plural


def pages(result: Result) -> Iterator[Block]:
    """A page for each target."""
    return each(result, "target", _page)


def _page(item: View) -> Iterator[Block]:
    target, rows = item["target"], item["agents"]
    yield Title(target["id"], line(f"· {target['name']} · {plural(len(rows), 'agent')}"))
    if target["synonyms"]:
        yield Fields([("also", line(joined(target["synonyms"], 8)))])
    if rows:
        yield Heading("Agents")
        columns = (Column("agent", 3), Column("class", 3), Column("action", 2), Column("how it acts", 7))
        yield Table(columns, [_row(target, row) for row in rows])
    else:
        yield Heading("Agents", "none in this catalogue")
    if target["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(target["sources"])))
    yield Next(_next(rows))


def _row(target: View, row: View) -> list[tuple[Span, ...]]:
    through = f" through {row['through']}" if row["through"] and row["through"] != target["id"] else ""
    on = f" {row['symbol']}" if row["symbol"] != target["id"] else ""
    return [
        (Span(row["id"], "name"),),
        (Span(joined(row["classes"])),),
        (Span(f"{row['action']}{on}{through}"),),
        tuple(cited(row["text"], inside(row["id"], row["refs"]))),
    ]


def _next(rows: list[View]) -> list[tuple[str, str]]:
    found = [(f"immunomod drug {rows[0]['id']}", "one of these agents")] if rows else []
    if rows:
        found.append((f"immunomod mechanism {rows[0]['mechanisms'][0]}", "how it works, step by step"))
    return [*found, ("immunomod target", "all targets")]
