"""A condition: what goes wrong, what modulators do about it, and the agents by class."""

from collections.abc import Iterator
from itertools import groupby

from immunomod.query.result import Result, View
from immunomod.refs import inside
from immunomod.render.blocks import Block, Bullets, Column, Fields, Heading, Line, Next, Paragraph, Span, Table, Title, line
from immunomod.render.pages.common import cited, each, joined, sentence, sources
from immunomod.text import plural


def pages(result: Result) -> Iterator[Block]:
    """A page for each condition."""
    return each(result, "condition", _page)


def _page(item: View) -> Iterator[Block]:
    condition, users = item["condition"], item["agents"]
    number = len({user["id"] for user in users})
    yield Title(condition["name"], line(Span(f"· {condition['category']}", "dim"), f" · {plural(number, 'agent')}"))
    yield Fields(list(_identity(condition)))
    for part, heading in (("background", "What goes wrong"), ("role", "What modulators do")):
        if condition[part]:
            yield Heading(heading)
            yield Paragraph(cited(condition[part]["text"], condition[part]["refs"]))
    yield from _agents(condition, users)
    if condition["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(condition["sources"])))
    yield Next(_next(condition, users))


def _identity(condition: View) -> Iterator[tuple[str, Line]]:
    if condition["synonyms"]:
        yield "also", line(joined(condition["synonyms"], 10))
    if condition["parent"]:
        yield "part of", line(condition["parent_name"])
    if condition["children"]:
        yield "includes", line(joined(child["name"] for child in condition["children"]))
    ids = condition["ids"]
    codes = [ids["mondo"], ids["doid"], f"MeSH {ids['mesh']}" if ids["mesh"] else None]
    icd = f"ICD-10-CM {', '.join(ids['icd10cm'])}" if ids["icd10cm"] else None
    if any((*codes, icd)):
        yield "ids", line(" · ".join(code for code in (*codes, icd) if code))


def _agents(condition: View, users: list[View]) -> Iterator[Block]:
    if not users:
        yield Heading("Agents", "none")
        return
    yield Heading("Agents", "by class")
    ordered = sorted(users, key=lambda user: (user["effect"], user["classes"][0].casefold(), user["id"]))
    rows: list[list[Line]] = []
    groups: dict[int, Line] = {}
    for (effect, name), members in groupby(ordered, key=lambda user: (user["effect"], user["classes"][0])):
        groups[len(rows)] = line(Span(name, "strong"), " · ", Span(effect, effect))
        rows += [_row(condition, user) for user in members]
    columns = (
        Column("agent", 3),
        Column("status", narrow=True),
        Column("where", narrow=True),
        Column("route", 2),
        Column("for whom", 6),
    )
    yield Table(columns, rows, groups)


def _row(condition: View, user: View) -> list[Line]:
    kind = user["condition_name"] if user["condition"] != condition["id"] else None
    whom = sentence(kind, user["population"], user["note"])
    return [
        line(Span(user["id"], "name")),
        line(user["status"]),
        line(", ".join(user["regions"])),
        line(", ".join(user["routes"])),
        cited(whom, inside(user["id"], user["refs"])),
    ]


def _next(condition: View, users: list[View]) -> list[tuple[str, str]]:
    found = []
    if users:
        found.append((f"immunomod drug {users[0]['id']}", "one of these agents"))
        found.append((f"immunomod condition {condition['id']} --status approved --region EU", "narrow the list"))
    if condition["parent"]:
        found.append((f"immunomod condition {condition['parent']}", condition["parent_name"]))
    return found


def overview(result: Result) -> Iterator[Block]:
    """All conditions by area, with the number of agents."""
    yield Title("Conditions", line(f"· {len(result.results)}, with the number of agents used"))
    areas = dict.fromkeys(row["category"] for row in result.results)
    for area in areas:
        rows = [row for row in result.results if row["category"] == area]
        yield Heading(area.capitalize(), plural(len(rows), "condition"))
        yield Table(
            (Column("condition", 4), Column("also", 4), Column("agents", narrow=True)),
            [(line(Span(row["name"], "name")), line(joined(row["synonyms"], 3)), line(str(row["agents"]))) for row in rows],
        )
    yield Next([("immunomod condition asthma", "one condition and its agents")])
