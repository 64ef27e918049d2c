"""What an agent, interactant or mechanism counts as: the groups and mechanisms it belongs to, however far up.

How one step leads up: `acts` by a mechanism, `kind` of a mechanism, `member` that a source names, or by `nature`,
where a group is open and its `counts` fits.
"""

from collections.abc import Iterator
from typing import Any

from immunomod.catalogue.model import Catalogue
from immunomod.index import open_groups
from immunomod.index.agent_view import partner
from immunomod.index.cite import Cite, View

Step = tuple[str, str, list[str]]  # the kind or group above, how one belongs to it, and who says so


class Kinship:
    """Walks from an entry through its mechanisms, their ancestors and the groups that name any of these."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.above: dict[str, list[Step]] = {}
        self.open: dict[str, list[Step]] = {}  # open groups, by the agents that fit them
        cite = Cite(catalogue)
        for id, agent in catalogue.agents.items():
            self.above[id] = [(mechanism, "acts", []) for mechanism in agent.mechanisms]
        for id, mechanism in catalogue.mechanisms.items():
            self.above[id] = [(mechanism.parent, "kind", [])] if mechanism.parent else []
        for id, interactant in catalogue.interactants.items():
            self.above.setdefault(id, [])
            for member in interactant.members:
                self.above.setdefault(member.id, []).append((id, "member", cite(member.refs)))
            for agent_id in open_groups.agents(catalogue, interactant.counts) if interactant.counts else ():
                self.open.setdefault(agent_id, []).append((id, "nature", []))

    def links(self) -> Iterator[tuple[str, str, Any]]:
        """A row for every agent, mechanism and interactant."""
        for kind in ("agents", "mechanisms", "interactants"):
            for id in self.catalogue.entries(kind):
                yield "kinds", f"{kind}/{id}", self.of(id)

    def of(self, id: str) -> list[View]:
        """All that `id` counts as, nearest first, each with the steps that lead there.

        Ways on which a source stands for every step come before those by nature.
        """
        found: dict[str, View] = {}
        for steps in (self.above[id], self.open.get(id, [])):
            self._climb(id, steps, [], found)
        return list(found.values())

    def _climb(self, id: str, steps: list[Step], way: list[View], found: dict[str, View]) -> None:
        queue = [(step, way) for step in steps]
        while queue:
            (above, how, refs), so_far = queue.pop(0)
            if above in found or above == id:
                continue
            name = partner(self.catalogue, above)["name"]
            step = {"id": above, "name": name, "how": how, "class": self._is_class(above), "refs": refs}
            found[above] = {"id": above, "way": [*so_far, step], "open": self._is_open(above)}
            queue += [(further, found[above]["way"]) for further in self.above[above]]

    def _is_class(self, id: str) -> bool:
        """Whether its name is one for drugs (TNF blockers), not for what they do (cytokine blockade)."""
        node = self.catalogue.mechanisms.get(id)
        return node is None or node.class_name is not None

    def _is_open(self, id: str) -> bool:
        """Whether labels speak of it without listing all that it means."""
        interactant = self.catalogue.interactants.get(id)
        return interactant is not None and interactant.counts is not None
