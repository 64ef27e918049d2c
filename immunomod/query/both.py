"""What two agents have in common that no source need speak of: a hazard in both boxes, a class."""

from collections.abc import Iterator

from immunomod.query.findings import Finding
from immunomod.query.regimen import Item
from immunomod.refs import outside
from immunomod.text import listed


def shared_boxes(one: Item, other: Item) -> Iterator[Finding]:
    """A hazard that both agents carry in a box; their sources do not speak of the pair."""
    boxes = [{w["risk"]: w for w in item.body["safety"]["warnings"] if w["level"] == "boxed"} for item in (one, other)]
    shared = [risk for risk in boxes[0] if risk in boxes[1]]
    if not shared or one.id == other.id:
        return
    names = listed([boxes[0][risk]["name"] for risk in shared], len(shared))
    refs = [
        ref for item, boxed in zip((one, other), boxes, strict=True) for r in shared for ref in outside(item.id, boxed[r]["refs"])
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
        refs=list(dict.fromkeys(refs)),
    )


def same_class(one: Item, other: Item, named: set[str]) -> Iterator[Finding]:
    """A class that both agents are of, unless a source speaks of the other or of the class: `named` has what they name.

    Two of a kind are often a slip, such as the same treatment under two names.
    """
    common = [id for id in _classes(one) if id in _classes(other)]
    if one.id == other.id or not common or named & {one.id, other.id, *common}:
        return
    name = one.ways[common[0]][-1]["name"]
    yield Finding(
        level="moderate",
        basis="same class",
        agents=[one, other],
        other=None,
        effect=f"both are {name}",
        action="see whether both are meant; no source here speaks of the two together",
        note=None,
        why=f"{one.name} and {other.name} act alike",
        refs=list(dict.fromkeys(ref for item in (one, other) for ref in outside(item.id, item.body["action"]["refs"]))),
    )


def _classes(agent: Item) -> list[str]:
    """The mechanisms of an agent, however far up, that name a class of drugs; the nearest first."""
    ways = agent.ways.items()
    return [id for id, way in ways if way[-1]["class"] and all(step["how"] in ("acts", "kind") for step in way)]
