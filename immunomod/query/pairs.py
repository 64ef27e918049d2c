"""What the catalogue says of two items of a regimen, from the sources of either and through groups and mechanisms."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from immunomod.query.both import same_class, shared_boxes
from immunomod.query.findings import Finding
from immunomod.query.regimen import Item
from immunomod.query.result import View
from immunomod.refs import outside
from immunomod.text import listed
from immunomod.words import INTERACTION_LEVELS


class Why(NamedTuple):
    """How an item fits what a fact names: in words, and the sources of the steps."""

    text: str
    refs: list[str]
    steps: Sequence[str] = ()  # ids on the way to what the fact names, that included
    open: bool = False  # the source names a group without listing all that it means
    only: Sequence[str] = ()  # of a group or class, the names of the members that it holds for; empty when for all


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
            yield from shared_boxes(*sorted((first, second), key=lambda item: item.id))
    if one.kind == other.kind == "agents":
        named = {line.fact["with"] for agent, second in ((one, other), (other, one)) for line in _lines(agent, second)}
        first, second = sorted((one, other), key=lambda item: item.id)
        yield from same_class(first, second, named)


def _from_agent(agent: Item, other: Item) -> Iterator[Finding]:
    """What the sources of an agent say of the other item."""
    lines = list(_lines(agent, other))
    alike: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if not any(_rules(special, line) for special in lines):
            alike.setdefault((_level(line), *_said(line)), []).append(line)
    for same in alike.values():
        yield _finding(agent, other, same, [general for general in lines if any(_rules(line, general) for line in same)])
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
    effect = f"contraindication: {contraindication['what']}; {line.fact['effect']}"
    refs = list(dict.fromkeys([*line.fact["refs"], *contraindication["refs"]]))
    return line._replace(fact={**line.fact, "level": "contraindicated", "effect": effect, "refs": refs})


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
        counts = "counts" if len(some) == 1 else "count"
        text = f"of {item.name}, {listed(list(some))} {counts} among {called}"
        return Why(text, list(dict.fromkeys(refs)), only=list(some))
    return None


def _by_way(item: Item, partner: str) -> Why:
    way = item.ways[partner]
    refs = [ref for step in way for ref in step["refs"]]
    last = way[-1]
    between = list(dict.fromkeys(step["name"] for step in way[:-1] if step["class"] and step["name"] != last["name"]))
    counts = ("count among" if item.several else "counts among") if last["class"] else ("act by" if item.several else "acts by")
    through = f", being {'' if item.several else 'one of the '}{listed(between)}" if between else ""
    nature = " by its nature; no source names it as one" if any(step["how"] == "nature" for step in way) else ""
    text = f"{item.name} {counts} {last['name']}{through}{nature}"
    return Why(text, refs, [step["id"] for step in way], item.is_open(partner))


def _rules(special: Line, general: Line) -> bool:
    """Whether a milder line of the same source, on a class, overrules what it says of an open group.

    A label that contraindicates immunosuppressants may still say how corticosteroids go with it. A line that is
    against the two as well, if less, does not make the graver one milder.
    """
    grade = INTERACTION_LEVELS.index
    milder = grade(_level(special)) > max(grade("major"), grade(_level(general)))
    if not general.why.open or not milder:
        return False
    by_nature = len(general.why.steps) == 1 and special.fact.get("kind") == "mechanism"
    return by_nature or special.fact["with"] in general.why.steps[:-1]


def _level(line: Line) -> str:
    return "contraindicated" if line.contraindication else str(line.fact["level"])


def _said(line: Line) -> tuple[str, str]:
    """The effect and the action that a fact states."""
    return (line.fact["what"], "contraindicated") if line.contraindication else (line.fact["effect"], line.fact["action"])


def _finding(agent: Item, other: Item, same: list[Line], overruled: list[Line]) -> Finding:
    """One finding for the lines of an agent that say the same of the other item, each by a group that it counts as."""
    effect, action = _said(same[0])
    notes = dict.fromkeys(part for part in (*(line.fact["note"] for line in same), *map(_of_overruled, overruled)) if part)
    for_all = any(not line.why.only for line in same)
    return Finding(
        level=_level(same[0]),
        basis="contraindication" if same[0].contraindication else "interaction",
        agents=[agent],
        other=other,
        effect=effect,
        action=action,
        note=" ".join(notes) or None,
        why="; ".join(dict.fromkeys(line.why.text for line in same)),
        only=[] if for_all else list(dict.fromkeys(name for line in same for name in line.why.only)),
        partners=[line.fact["with"] for line in same],
        refs=outside(agent.id, dict.fromkeys(ref for line in same for ref in line.fact["refs"])),
        why_refs=list(dict.fromkeys(ref for line in same for ref in line.why.refs)),
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
                    only=why.only,
                    partners=[kind],
                    refs=outside(agent.id, advice["refs"]),
                    why_refs=why.refs,
                )
                break
