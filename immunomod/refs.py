"""How refs are spelt: an agent's own label is `label:5.4` inside its entry and `tacrolimus:5.4` outside of it."""

from __future__ import annotations

from collections.abc import Iterable

_OWN = "label:"


def outside(agent: str, refs: Iterable[str]) -> list[str]:
    """Refs of an agent's fact as they are spelt outside its entry: its own label by its id."""
    return [f"{agent}:{ref.removeprefix(_OWN)}" if ref.startswith(_OWN) else ref for ref in refs]


def inside(agent: str, refs: Iterable[str]) -> list[str]:
    """The way back: refs as a reader of an agent's own row needs them, the sections of its label without its name."""
    return [_OWN + ref.removeprefix(f"{agent}:") if ref.startswith(f"{agent}:") else ref for ref in refs]


def rests_on(ref: str, source: str) -> bool:
    """Whether a ref is to the source of this id: the id itself, or with a section behind it."""
    return ref == source or ref.startswith((f"{source}:", f"{source} "))
