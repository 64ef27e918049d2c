"""A mechanism: from molecule to clinical effect; and the tree of all."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import (
    Block,
    Bullets,
    Column,
    Fields,
    Flow,
    Heading,
    Line,
    Next,
    Paragraph,
    Span,
    Table,
    Title,
    line,
)
from immunomod.render.blocks import Tree as TreeBlock
from immunomod.render.pages.common import cited, each, joined, sources
from immunomod.text import plural


def pages(result: Result) -> Iterator[Block]:
    """A page for each mechanism."""
    return each(result, "mechanism", _page)


def _page(item: View) -> Iterator[Block]:
    mechanism, agents = item["mechanism"], item["agents"]
    yield Title(
        mechanism["name"],
        line(Span("· "), Span(f"{mechanism['effect']} immunity", mechanism["effect"]), f" · {plural(len(agents), 'agent')}"),
    )
    yield Paragraph(cited(mechanism["summary"], mechanism["refs"]))
    fields = list(_identity(mechanism))
    if fields:
        yield Fields(fields)
    if mechanism["steps"]:
        yield Heading("How it works")
        yield Flow([cited(step["text"], step["refs"]) for step in mechanism["steps"]])
    if mechanism["children"]:
        yield Heading("Kinds")
        rows = [
            (line(Span(child["id"], "name")), line(child["name"]), line(str(child["agents"]))) for child in mechanism["children"]
        ]
        yield Table((Column("mechanism", 4), Column("name", 5), Column("agents", narrow=True)), rows)
    yield from _agents(agents)
    if mechanism["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(mechanism["sources"])))
    yield Next(_next(mechanism, agents))


def _identity(mechanism: View) -> Iterator[tuple[str, Line]]:
    if mechanism["class_name"]:
        yield "class", line(mechanism["class_name"])
    if mechanism["targets"]:
        yield "targets", line("; ".join(f"{target['symbol']} ({target['name']})" for target in mechanism["targets"]))
    if mechanism["cells"]:
        yield "cells", line(joined(mechanism["cells"]))
    if mechanism["synonyms"]:
        yield "also", line(joined(mechanism["synonyms"], 8))
    if mechanism["parent"]:
        yield "part of", line(mechanism["parent_name"])


def _agents(agents: list[View]) -> Iterator[Block]:
    if not agents:
        yield Heading("Agents", "none in this catalogue")
        return
    yield Heading("Agents")
    rows = [
        (
            line(Span(agent["id"], "name")),
            line(joined(agent["classes"])),
            line(joined(agent["routes"])),
            line(joined(agent["brands"], 4)),
        )
        for agent in agents
    ]
    yield Table((Column("agent", 3), Column("class", 4), Column("routes", 3), Column("brands", 4)), rows)


def _next(mechanism: View, agents: list[View]) -> list[tuple[str, str]]:
    found = [(f"immunomod drug {agents[0]['id']}", "one of these agents")] if agents else []
    if mechanism["parent"]:
        found.append((f"immunomod mechanism {mechanism['parent']}", mechanism["parent_name"]))
    found.append(("immunomod mechanism", "the tree of all mechanisms"))
    return found


def overview(result: Result) -> Iterator[Block]:
    """The tree of mechanisms with the number of agents at each node."""
    yield Title("Mechanisms", line("· under suppression, stimulation and modulation, with the number of agents"))
    children: dict[str | None, list[View]] = {}
    for row in result.results:
        children.setdefault(row["parent"], []).append(row)
    yield TreeBlock(list(_branches(children, None, 0)))
    yield Next([("immunomod mechanism jak-inhibition", "one mechanism, step by step")])


def _branches(children: dict[str | None, list[View]], parent: str | None, depth: int) -> Iterator[tuple[int, Line]]:
    for row in children.get(parent, []):
        number = Span(f"  {row['agents']}", "strong" if row["agents"] else "dim")
        name = Span(row["name"], row["effect"] if depth == 0 else "name" if row["agents"] else "text")
        targets = Span(f"  {', '.join(row['targets'])}", "dim") if row["targets"] else None
        yield depth, line(name, number, targets)
        yield from _branches(children, row["id"], depth + 1)
