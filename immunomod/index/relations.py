"""Who is used for what, acts how and carries which hazard: computed once, for the counts in summaries."""

from collections import defaultdict
from typing import Any

from immunomod.catalogue.model import Catalogue

Ids = set[str]


class Relations:
    """`family` gives an entry and its descendants; the others give the agents related to an entry or its descendants."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.family = {kind: _families(catalogue.entries(kind)) for kind in ("conditions", "mechanisms", "risks")}
        users: dict[str, Ids] = defaultdict(set)
        actors: dict[str, Ids] = defaultdict(set)
        carriers: dict[str, Ids] = defaultdict(set)
        boxed: dict[str, Ids] = defaultdict(set)
        self.binders: dict[str, Ids] = defaultdict(set)
        for id, agent in catalogue.agents.items():
            for target in agent.targets:
                for symbol in filter(None, (target.symbol, target.through)):
                    self.binders[symbol].add(id)
            for use in agent.uses:
                users[use.condition].add(id)
            for mechanism in agent.mechanisms:
                actors[mechanism].add(id)
            for warning in agent.safety.warnings:
                carriers[warning.risk].add(id)
                if warning.level == "boxed":
                    boxed[warning.risk].add(id)
        self.users = self._gathered("conditions", users)
        self.actors = self._gathered("mechanisms", actors)
        self.carriers = self._gathered("risks", carriers)
        self.boxed = self._gathered("risks", boxed)

    def _gathered(self, kind: str, own: dict[str, Ids]) -> dict[str, Ids]:
        return {id: set().union(*(own[member] for member in family)) for id, family in self.family[kind].items()}


def _families(entries: dict[str, Any]) -> dict[str, Ids]:
    """For each id, itself and all its descendants."""
    members: dict[str, Ids] = {id: set() for id in entries}
    for id in entries:
        at: str | None = id
        while at is not None:
            members[at].add(id)
            at = entries[at].parent
    return members
