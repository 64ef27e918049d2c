"""The facts of an agent in one shape, whatever part they belong to, so that agents can be set side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from immunomod.query.result import View
from immunomod.words import SAFETY_PARTS, ListedLevel

# parts of a comparison in the order of their rows, each with the part of the safety block it shows
OF_SAFETY: Mapping[str, str] = {{"warnings": "risks"}.get(part, part): part for part in SAFETY_PARTS}
PARTS = ("identity", "risks", "uses", *list(OF_SAFETY)[1:])
# parts that are one row: advice, and contraindications, whose words are each source's own and do not line up
SINGLE = ("contraindications", "pregnancy", "lactation", "contraception")
IDENTITY = ("class", "effect", "modality", "targets", "routes", "status", "label", "coverage")


class Item(NamedTuple):
    """One fact with the row it stands in; `kind` is that of a check or of an interaction partner."""

    id: str
    name: str
    kind: str | None
    fact: View


def items(agent: View, part: str) -> Iterator[Item]:
    """The facts of one part of an agent. A fact is {level, text, note, regions, routes, refs}."""
    if part == "identity":
        return _identity(agent)
    if part == "uses":
        return (Item(use["condition"], use["name"], None, _use(use)) for use in agent["uses"])
    found = agent["safety"][OF_SAFETY[part]]
    facts = found if isinstance(found, list) else [found] if found else []
    return (_SAFETY.get(part, _advice)(part, fact) for fact in facts)


SILENT = ("none listed", "not listed", "not covered")


def silence(agent: View, part: str) -> tuple[str, list[View]]:
    """What it means that an agent has no fact in a row: a level, and the fact behind it when the source states none.

    `not listed` is said only where the source was covered in full; of a part of a source, silence says nothing.
    """
    if part == "identity":
        return "not covered", []
    if part == "uses":
        return "not listed" if agent["uses"] else "not covered", []
    safety, key = agent["safety"], OF_SAFETY[part]
    if safety["parts"][key] == "none listed":
        return "none listed", [_fact("none listed", None, {"note": None, "refs": safety["none_listed"][key]})]
    covered = safety["parts"][key] == "listed" and safety["coverage"] == "label"
    return "not listed" if covered else "not covered", []


def _fact(level: str, text: str | None, given: View) -> View:
    return {
        "level": level,
        "text": text,
        "note": given.get("note"),
        "regions": given.get("regions", []),
        "routes": given.get("routes", []),
        "refs": given["refs"],
    }


def _identity(agent: View) -> Iterator[Item]:
    label, scope = agent["label"], agent["safety"]["scope"]
    targets = (f"{t['symbol']} ({t['action']}{', through ' + t['through'] if t['through'] else ''})" for t in agent["targets"])
    coverage = agent["safety"]["coverage"]
    texts: Mapping[str, str] = {
        "class": ", ".join(agent["classes"]),
        "effect": agent["effect"],
        "modality": agent["modality"],
        "targets": "; ".join(targets),
        "routes": ", ".join(agent["routes"]),
        "status": agent["status"],
        "label": f"{label['product']}, {label['revised'] or 'undated'}" if label else "",
        "coverage": f"{coverage}: {scope}" if scope else coverage,
    }
    for id in IDENTITY:
        if texts[id]:
            yield Item(id, id, None, _fact("listed", texts[id], {"refs": []}))


def _use(use: View) -> View:
    return _fact(use["status"], use["population"], use)


def _sentence(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)


def _risk(part: str, fact: View) -> Item:
    return Item(fact["risk"], fact["name"], None, _fact(fact["level"], None, fact))


def _contraindication(part: str, fact: View) -> Item:
    return Item(part, part, None, _fact("listed", fact["what"], fact))


def _before(part: str, fact: View) -> Item:
    return Item(fact["do"], fact["name"], fact["kind"], _fact("listed", None, fact))


def _monitoring(part: str, fact: View) -> Item:
    return Item(fact["test"], fact["name"], fact["kind"], _fact("listed", fact["when"], fact))


def _interaction(part: str, fact: View) -> Item:
    text = _sentence(fact["effect"], fact["action"])
    return Item(fact["with"], fact["name"], fact["kind"], _fact(fact["level"], text, fact))


def _vaccine(part: str, fact: View) -> Item:
    return Item(fact["kind"], f"{fact['kind']} vaccines", None, _fact("listed", fact["advice"], fact))


def _advice(part: str, fact: View) -> Item:
    return Item(part, part, None, _fact(fact.get("level") or "listed", fact["advice"], fact))


_SAFETY: Mapping[str, Callable[[str, View], Item]] = {
    "risks": _risk,
    "contraindications": _contraindication,
    "before_starting": _before,
    "monitoring": _monitoring,
    "interactions": _interaction,
    "vaccines": _vaccine,
}
LEVELS: Sequence[str] = get_args(ListedLevel)


def strongest(facts: Sequence[View]) -> str:
    """The gravest level among the facts of one cell."""
    levels = {fact["level"] for fact in facts}
    return next(level for level in LEVELS if level in levels)
