"""One finding of `check`: what is said of a pair or of a state, how grave it is, why it applies and who says so."""

from collections.abc import Sequence
from typing import NamedTuple

from immunomod.query.regimen import Item
from immunomod.query.result import View
from immunomod.words import INTERACTION_LEVELS


class Finding(NamedTuple):
    """`agents` are those whose sources speak; `other` is what it is with, an item or the words for a state."""

    level: str
    basis: str
    agents: Sequence[Item]
    other: Item | str | None
    effect: str
    action: str
    note: str | None
    why: str
    refs: list[str]
    why_refs: Sequence[str] = ()
    partners: Sequence[str] = ()  # ids that the source names and the other item is or counts as
    only: Sequence[str] = ()  # of a group or class, the names of the members that it holds for

    @property
    def order(self) -> tuple[int, list[str], str, str]:
        """Gravest first; then by what it is about, so that the order of the names does not matter."""
        with_ = self.other.id if isinstance(self.other, Item) else self.other or ""
        return INTERACTION_LEVELS.index(self.level), [agent.id for agent in self.agents], with_, next(iter(self.partners), "")

    def as_dict(self) -> View:
        """The `finding` object of the output contract."""
        item = self.other if isinstance(self.other, Item) else None
        return {
            "level": self.level,
            "basis": self.basis,
            "agents": [agent.id for agent in self.agents],
            "agent_names": [agent.name for agent in self.agents],
            "with": item.id if item else self.other,
            "with_name": item.name if item else self.other,
            "effect": self.effect,
            "action": self.action,
            "note": self.note,
            "why": self.why,
            "only": list(self.only),
            "partner": next(iter(self.partners), None),
            "partners": list(self.partners),
            "refs": self.refs,
            "why_refs": list(self.why_refs),
        }
