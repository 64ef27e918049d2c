"""Everything under `safety`, boxed warning first, each fact with its section."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.refs import rests_on
from immunomod.render.blocks import Block, Bullets, Column, Heading, Line, Next, Paragraph, Span, Table, Title, line
from immunomod.render.pages.common import cited, each, for_routes, sentence, short_refs, sources
from immunomod.render.pages.drug import boxed_alert
from immunomod.words import INTERACTION_LEVELS

TITLES = {
    "warnings": "Warnings and precautions",
    "contraindications": "Contraindications",
    "before_starting": "Before starting",
    "monitoring": "During treatment",
    "interactions": "Interactions",
    "vaccines": "Vaccines",
    "pregnancy": "Pregnancy",
    "lactation": "Lactation",
    "contraception": "Contraception and fertility",
}


def pages(result: Result) -> Iterator[Block]:
    """A page for each agent."""
    return each(result, "agent", _page)


def _page(item: View) -> Iterator[Block]:
    agent, safety = item["agent"], item["safety"]
    yield Title(agent["name"], line(Span("· safety", "dim"), f" · {', '.join(agent['classes'])}"))
    yield Paragraph(_provenance(agent, safety))
    yield from boxed_alert(safety)
    if safety["coverage"] != "label":
        yield from _where_to_look(agent)
    if safety["coverage"] == "none":
        return
    for part, said in safety["parts"].items():
        if said == "not shown":
            continue
        silent = safety["none_listed"].get(part, [])
        if said != "listed":
            yield Heading(TITLES[part], f"none listed {short_refs(silent)}" if silent else "not covered here")
        elif part == "warnings":
            yield from _warnings(safety)
        else:
            yield Heading(TITLES[part], f"the label lists none {short_refs(silent)}" if silent else "")
            yield from _PARTS.get(part, _advice)(safety[part])
    used = _used(item)
    if used:
        yield Heading("Sources", "numbers are sections of the label")
        yield Bullets(list(sources(used)))
    yield Next([(f"immunomod drug {agent['id']}", "the agent on one screen"), ("immunomod safety", "what holds for all agents")])


def _provenance(agent: View, safety: View) -> Line:
    if safety["coverage"] == "none":
        return line(
            Span("Safety is not covered here: no label text was available. Nothing is implied by the silence.", "missing")
        )
    label = agent["label"]
    text = f"From {label['product']}, revised {label['revised'] or 'on a date the source does not state'}." if label else ""
    partly = "Partly covered." if safety["coverage"] == "partial" else ""
    scope = safety["scope"] or (label or {}).get("scope")
    return line(Span(" ".join(part for part in (partly, text, f"Scope: {scope}." if scope else "") if part), "dim"))


def _where_to_look(agent: View) -> Iterator[Block]:
    """The regulators' pages on an agent whose label is not here in full."""
    by_url = {approval["url"]: approval for approval in agent["approvals"] if approval["url"]}
    shown = list(by_url.values())[:3]
    if shown:
        yield Heading("Where to look", "the regulators' own pages")
        yield Bullets(
            [line(f"{item['product']} ({item['authority']}) ", Span(item["url"], "link", item["url"])) for item in shown]
        )
    else:
        yield Heading("Where to look", "the product information of the medicine, from its regulator or maker")


def _warnings(safety: View) -> Iterator[Block]:
    rest = [warning for warning in safety["warnings"] if warning["level"] == "warning"]
    if rest:
        yield Heading(TITLES["warnings"])
        rows = [
            (line(Span(item["name"] + for_routes(item), "warning")), cited(item["note"] or "", item["refs"])) for item in rest
        ]
        yield Table((Column("hazard", 2), Column("what the label says", 5)), rows)


def _contraindications(items: list[View]) -> Iterator[Block]:
    yield Bullets([cited(sentence(item["what"], item["note"], ", ".join(item["routes"])), item["refs"]) for item in items])


def _before(items: list[View]) -> Iterator[Block]:
    rows = [(line(Span(item["name"], "strong")), line(item["kind"]), cited(item["note"] or "", item["refs"])) for item in items]
    yield Table((Column("what", 3), Column("kind", narrow=True), Column("detail", 6)), rows)


def _monitoring(items: list[View]) -> Iterator[Block]:
    rows = [(line(Span(item["name"], "strong")), line(item["when"]), cited(item["note"] or "", item["refs"])) for item in items]
    yield Table((Column("what", 3), Column("when", 4), Column("detail", 4)), rows)


def _interactions(items: list[View]) -> Iterator[Block]:
    rows = []
    for item in sorted(items, key=lambda item: INTERACTION_LEVELS.index(item["level"])):
        action = cited(sentence(item["action"], item["note"]), item["refs"])
        rows.append((line(Span(item["level"], item["level"])), line(Span(item["name"], "strong")), line(item["effect"]), action))
    yield Table((Column("level", narrow=True), Column("with", 3), Column("effect", 4), Column("what to do", 5)), rows)


def _vaccines(items: list[View]) -> Iterator[Block]:
    yield Bullets(
        [
            line(Span(f"{item['kind']}: ", "strong"), *cited(sentence(item["advice"], item["note"]), item["refs"]))
            for item in items
        ]
    )


def _advice(item: View) -> Iterator[Block]:
    yield Paragraph(cited(sentence(item["advice"], item["note"]), item["refs"]))


_PARTS = {
    "contraindications": _contraindications,
    "before_starting": _before,
    "monitoring": _monitoring,
    "interactions": _interactions,
    "vaccines": _vaccines,
}


def _used(item: View) -> list[View]:
    """The sources that the parts shown cite."""
    refs = set(_refs_in(item["safety"]))
    return [source for source in item["sources"] if any(rests_on(ref, source["id"]) for ref in refs)]


def _refs_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key == "refs" else _refs_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs_in(inner)


def overview(result: Result) -> Iterator[Block]:
    """The considerations that hold for all agents, by topic."""
    yield Title("Safety of immune modulators", line(Span("· what holds for many or all of them", "dim")))
    topics = dict.fromkeys(item["topic"] for item in result.results)
    for topic in topics:
        yield Heading(topic.capitalize())
        yield Bullets(
            [
                line(Span(f"{item['name']}: ", "strong"), *cited(item["advice"], item["refs"]))
                for item in result.results
                if item["topic"] == topic
            ]
        )
    yield Next([("immunomod safety tacrolimus", "the safety facts of one agent"), ("immunomod list risks", "hazards by name")])
