"""What the catalogue says of two items of a regimen, from the sources of either and through groups and mechanisms."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from immunomod.query.findings import LEVELS, Finding, cited_of
from immunomod.query.regimen import Item
from immunomod.query.result import View
from immunomod.text import plural


class Why(NamedTuple):
    """How an item fits what a fact names: in words, and the sources of the steps."""

    text: str
    refs: list[str]
    steps: Sequence[str] = ()  # ids on the way to what the fact names, that included
    open: bool = False  # the source names a group without listing all that it means


class Line(NamedTuple):
    """A fact of one agent about what the other item counts as."""

    fact: View
    why: Why
    contraindication: bool


def of_pair(one: Item, other: Item) -> Iterator[Finding]:
    """All findings of a pair; the order of the two makes no difference to the set."""
    for first, second in ((one, other), (other, one)):
        for agent in first.agents:
            if agent.id != second.id:
                yield from _from_agent(agent, second)
    for first in one.agents:
        for second in other.agents:
            yield from _shared_boxes(*sorted((first, second), key=lambda item: item.id))


def _from_agent(agent: Item, other: Item) -> Iterator[Finding]:
    """What the sources of an agent say of the other item."""
    lines = list(_lines(agent, other))
    for line in lines:
        if not any(_rules(special, line) for special in lines):
            yield _finding(agent, other, line, [general for general in lines if _rules(line, general)])
    yield from _vaccine_advice(agent, other, lines)


def _lines(agent: Item, other: Item) -> Iterator[Line]:
    """The interactions and contraindications that fit, one line for each thing that they name."""
    safety = agent.body["safety"]
    named: dict[str, Line] = {}
    contraindications = ((fact, True) for fact in safety["contraindications"] if fact["with"])
    for fact, against in chain(((fact, False) for fact in safety["interactions"]), contraindications):
        if fact["with"] in named and against:
            named[fact["with"]] = _joined(named[fact["with"]], fact)
        elif why := fit(other, fact["with"], fact.get("name")):
            named[fact["with"]] = Line(fact, why, against)
    yield from named.values()


def _joined(line: Line, contraindication: View) -> Line:
    """An interaction that the same sources also list as a contraindication."""
    notes = [part for part in (line.fact["note"], f"Contraindication: {contraindication['what']}.") if part]
    refs = list(dict.fromkeys([*line.fact["refs"], *contraindication["refs"]]))
    return line._replace(fact={**line.fact, "level": "contraindicated", "note": " ".join(notes), "refs": refs})


def fit(item: Item, partner: str, name: str | None = None) -> Why | None:
    """How an item is what a fact names by the id `partner`, or None when it is not."""
    if partner == item.id:
        return Why(f"the source names {item.name}", [])
    if partner in item.ways:
        return _by_way(item, partner)
    if partner in item.beneath:
        return Why(f"{item.name} include {item.beneath[partner].name}", [])
    some = {member.name: member.ways[partner] for member in item.beneath.values() if partner in member.ways}
    if some:
        refs = [ref for way in some.values() for step in way for ref in step["refs"]]
        called = name or next(iter(some.values()))[-1]["name"]
        counts = plural(len(some), "counts", "count").partition(" ")[2]
        return Why(f"of {item.name}, {_listed(list(some))} {counts} among {called}", list(dict.fromkeys(refs)))
    return None


def _by_way(item: Item, partner: str) -> Why:
    way = item.ways[partner]
    refs = [ref for step in way for ref in step["refs"]]
    last, between = way[-1], [step["name"] for step in way[:-1] if step["class"]]
    counts = f"counts among {last['name']}" if last["class"] else f"acts by {last['name']}"
    through = f", being one of the {' and '.join(between)}" if between else ""
    nature = " by its nature; no source names it as one" if any(step["how"] == "nature" for step in way) else ""
    text = f"{item.name} {counts}{through}{nature}"
    return Why(text, refs, [step["id"] for step in way], item.is_open(partner))


def _listed(names: list[str], most: int = 4) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _rules(special: Line, general: Line) -> bool:
    """Whether a milder line of the same source, on a class, overrules what it says of an open group.

    A label that contraindicates immunosuppressants may still say how corticosteroids go with it.
    """
    if not general.why.open or LEVELS.index(_level(special)) <= LEVELS.index(_level(general)):
        return False
    by_nature = len(general.why.steps) == 1 and special.fact.get("kind") == "mechanism"
    return by_nature or special.fact["with"] in general.why.steps[:-1]


def _level(line: Line) -> str:
    return "contraindicated" if line.contraindication else str(line.fact["level"])


def _finding(agent: Item, other: Item, line: Line, overruled: list[Line]) -> Finding:
    fact = line.fact
    note = " ".join(part for part in (fact["note"], *map(_of_overruled, overruled)) if part)
    if line.contraindication:
        effect, action = fact["what"], "contraindicated"
    else:
        effect, action = fact["effect"], fact["action"]
    return Finding(
        level=_level(line),
        basis="contraindication" if line.contraindication else "interaction",
        agents=[agent],
        other=other,
        effect=effect,
        action=action,
        note=note or None,
        why=line.why.text,
        partner=fact["with"],
        refs=cited_of(agent, fact["refs"]),
        why_refs=line.why.refs,
    )


def _of_overruled(line: Line) -> str:
    said = line.fact.get("name") or line.fact["what"]
    return f"The line of the same source on {said} ({_level(line)}) gives way to this one."


def _vaccine_advice(agent: Item, other: Item, lines: list[Line]) -> Iterator[Finding]:
    """Advice on a kind of vaccine, unless an interaction says it already."""
    said = {line.fact["with"] for line in lines}
    for advice in agent.body["safety"]["vaccines"]:
        kinds = ("live-vaccines", "inactivated-vaccines") if advice["kind"] == "all" else (f"{advice['kind']}-vaccines",)
        for kind in kinds:
            why = None if kind in said else fit(other, kind)
            if why:
                yield Finding(
                    level=advice["level"],
                    basis="vaccine advice",
                    agents=[agent],
                    other=other,
                    effect=f"advice on {advice['kind']} vaccines",
                    action=advice["advice"],
                    note=advice["note"],
                    why=why.text,
                    partner=kind,
                    refs=cited_of(agent, advice["refs"]),
                    why_refs=why.refs,
                )
                break


def _shared_boxes(one: Item, other: Item) -> Iterator[Finding]:
    """A hazard that both agents carry in a box; their sources do not speak of the pair."""
    boxes = [{w["risk"]: w for w in item.body["safety"]["warnings"] if w["level"] == "boxed"} for item in (one, other)]
    shared = [risk for risk in boxes[0] if risk in boxes[1]]
    if not shared or one.id == other.id:
        return
    names = _listed([boxes[0][risk]["name"] for risk in shared], len(shared))
    refs = [
        ref for item, boxed in zip((one, other), boxes, strict=True) for r in shared for ref in cited_of(item, boxed[r]["refs"])
    ]
    yield Finding(
        level="moderate",
        basis="shared boxed hazard",
        agents=[one, other],
        other=None,
        effect=f"both carry a boxed warning on {names}",
        action="read both boxed warnings; no source here grades the pair",
        note=None,
        why=f"{one.name} and {other.name} each have it in a box",
        partner=None,
        refs=list(dict.fromkeys(refs)),
        why_refs=[],
    )
