"""What is a kind of what: hazards and conditions by their trees, interaction partners by their groups and mechanisms."""

from collections.abc import Iterable, Mapping, Sequence

from immunomod.index.reader import Index

Ancestors = Mapping[str, Sequence[str]]  # for an id what it is a kind of, the nearest first; an id may be absent
VACCINES: Ancestors = {"live": ("all",), "inactivated": ("all",)}


def tree(index: Index, kind: str) -> Ancestors:
    """The ancestors of every entry of a kind that has parents: risks, conditions, mechanisms."""
    return _closed({row["id"]: [row["parent"]] for row in index.summaries(kind) if row["parent"]})


def partners(index: Index, ids: Iterable[str]) -> Ancestors:
    """The groups that interaction partners belong to, and for agents and mechanisms the mechanisms above them."""
    above: dict[str, list[str]] = {}
    for group in index.summaries("interactants"):
        for member in group["members"]:
            above.setdefault(member, []).append(group["id"])
    for agent in index.summaries("agents", ids):
        above.setdefault(agent["id"], []).extend(agent["mechanisms"])
    for node in index.summaries("mechanisms"):
        if node["parent"]:
            above.setdefault(node["id"], []).append(node["parent"])
    return _closed(above)


def _closed(above: Mapping[str, Sequence[str]]) -> Ancestors:
    """Parents, then their parents, and so on, each once."""
    closed: dict[str, Sequence[str]] = {}
    for id in above:
        found: dict[str, None] = {}
        level = list(above[id])
        while level:
            fresh = [other for other in level if other not in found]
            found.update(dict.fromkeys(fresh))
            level = [parent for other in fresh for parent in above.get(other, ())]
        found.pop(id, None)
        closed[id] = tuple(found)
    return closed
