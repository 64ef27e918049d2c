"""What is a kind of what: hazards and conditions by their trees, interaction partners by all that they count as."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from immunomod.index.reader import Index
from immunomod.query.facts import Item


class Kin(NamedTuple):
    """For an id what it is a kind of, the nearest first; and the names of entries met on the way."""

    above: Mapping[str, Sequence[str]] = {}
    names: Mapping[str, str] = {}


VACCINES = Kin({"live": ("all",), "inactivated": ("all",)})
_TREES = {"risks": "risks", "uses": "conditions"}
_TABLES = {"agent": "agents", "mechanism": "mechanisms"}  # partners that are not interactants


def kin(index: Index, part: str, items: Iterable[Item]) -> Kin:
    """What the items of one part of a comparison are kinds of."""
    if part in _TREES:
        return _tree(index, _TREES[part], {item.id for item in items})
    if part == "interactions":
        partners = {item.id: _TABLES.get(item.kind or "", "interactants") for item in items}
        return Kin({id: [above["id"] for above in index.linked("kinds", f"{kind}/{id}")] for id, kind in partners.items()})
    return VACCINES if part == "vaccines" else Kin()


def _tree(index: Index, kind: str, ids: Iterable[str]) -> Kin:
    parents: dict[str, str | None] = {}
    names: dict[str, str] = {}
    above: dict[str, Sequence[str]] = {}
    for id in ids:
        way: list[str] = []
        at: str | None = id
        while at is not None:
            if at not in parents:
                body = index.body(kind, at)
                parents[at], names[at] = body["parent"], body["name"]
            at = parents[at]
            way += [at] if at else []
        above[id] = way
    return Kin(above, names)
