"""Rows of a comparison: what each agent says of one item, silence told apart from absence."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from immunomod.query.facts import IDENTITY, LEVELS, SILENT, SINGLE, Item, items, silence, strongest
from immunomod.query.kinds import Kin
from immunomod.query.result import View

_OWN_WORDS = ("uses", "interactions")  # populations and effects are in each source's own words, so they are not compared
_TREES = ("risks", "uses")
Facts = Mapping[str, Mapping[str, list[View]]]  # agent id → item id → facts


def rows(agents: Sequence[View], part: str, kin: Kin) -> list[View]:
    """The rows of one part, `{part, id, name, kind, parent, same, cells}`, in an order that the agents' order has no part in.

    A hazard that no agent lists has a row too when it gathers two that are listed.
    """
    found = {agent["id"]: list(items(agent, part)) for agent in agents}
    every = {item.id: item for item in chain.from_iterable(found.values())}
    facts: dict[str, dict[str, list[View]]] = {agent: {} for agent in found}
    for agent, own in found.items():
        for item in own:
            facts[agent].setdefault(item.id, []).append(item.fact)
    if part == "risks":
        every |= {id: Item(id, kin.names[id], None, {}) for id in _gathering(every, kin)}
    if not every or part in SINGLE:
        every = {part: Item(part, part.replace("_", " "), None, {})}
    if part == "identity":
        every = {id: Item(id, id, None, {}) for id in IDENTITY}
    made = [_row(agents, part, item, every, facts, kin) for item in every.values()]
    return made if part == "identity" else _ordered(made)


def _gathering(listed: Iterable[str], kin: Kin) -> list[str]:
    """Ancestors that nobody lists and under which two listed items meet."""
    listed = set(listed)
    branches: dict[str, set[str]] = {}
    for id in listed:
        for child, parent in pairwise([id, *kin.above.get(id, ())]):
            branches.setdefault(parent, set()).add(child)
    return sorted(id for id, below in branches.items() if id not in listed and len(below) > 1)


def _row(agents: Sequence[View], part: str, item: Item, every: Mapping[str, Item], facts: Facts, kin: Kin) -> View:
    cells = {agent["id"]: _cell(agent, part, item.id, every, facts, kin) for agent in agents}
    above = [id for id in kin.above.get(item.id, ()) if id in every] if part in _TREES else []
    return {
        "part": part,
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "parent": above[0] if above else None,
        "same": len({_compared(part, cell) for cell in cells.values()}) == 1,
        "cells": cells,
    }


def _cell(agent: View, part: str, id: str, every: Mapping[str, Item], facts: Facts, kin: Kin) -> View:
    listed = facts[agent["id"]]
    if id in listed:
        return {"level": strongest(listed[id]), "through": [], "facts": listed[id]}
    kinds = [other for other in listed if id in kin.above.get(other, ())]
    wider = [other for other in kin.above.get(id, ()) if other in listed]
    for level, others in (("kind", kinds), ("broader", wider)):
        if others:
            through = [{"id": other, "name": every[other].name, "level": strongest(listed[other])} for other in others]
            if level == "kind":
                through.sort(key=lambda other: (LEVELS.index(other["level"]), other["name"].casefold()))
            return {"level": level, "through": through, "facts": []}
    level, stated = silence(agent, part)
    return {"level": level, "through": [], "facts": stated}


def _compared(part: str, cell: View) -> tuple[object, ...]:
    """What has to be equal for two agents to be the same in a row: levels, words and regions, not notes."""
    said = {("" if part in _OWN_WORDS else (fact["text"] or "").casefold(), *fact["regions"]) for fact in cell["facts"]}
    return (cell["level"], *(other["level"] for other in cell["through"][:1]), *sorted(said))


def is_boxed(row: View) -> bool:
    """Whether an agent has this hazard, or a kind of it, in a boxed warning."""
    return any(
        cell["level"] == "boxed" or (cell["level"] == "kind" and any(of["level"] == "boxed" for of in cell["through"]))
        for cell in row["cells"].values()
    )


def _ordered(made: Sequence[View]) -> list[View]:
    """Boxed first, then what most agents have, then by name; kinds follow what they are a kind of."""
    below: dict[str | None, list[View]] = {}
    for row in sorted(made, key=_rank):
        below.setdefault(row["parent"], []).append(row)

    def walk(parent: str | None) -> Iterable[View]:
        for row in below.get(parent, ()):
            yield row
            yield from walk(row["id"])

    return sorted(walk(None), key=lambda row: not is_boxed(row))


def _rank(row: View) -> tuple[object, ...]:
    own = sum(cell["level"] not in SILENT for cell in row["cells"].values())
    return (not is_boxed(row), -own, row["name"].casefold(), row["id"])
