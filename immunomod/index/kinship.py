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
        cite = Cite(catalogue)
        for id, agent in catalogue.agents.items():
            self.above[id] = [(mechanism, "acts", []) for mechanism in agent.mechanisms]
        for id, mechanism in catalogue.mechanisms.items():
            self.above[id] = [(mechanism.parent, "kind", [])] if mechanism.parent else []
        for id, interactant in catalogue.interactants.items():
            self.above.setdefault(id, [])
            for member in interactant.members:
                self.above.setdefault(member.id, []).append((id, "member", cite(member.refs)))
        for id, interactant in catalogue.interactants.items():
            for agent_id in open_groups.agents(catalogue, interactant.counts) if interactant.counts else ():
                self.above[agent_id].append((id, "nature", []))  # last: a way that a source names comes first

    def links(self) -> Iterator[tuple[str, str, Any]]:
        """A row for every agent, mechanism and interactant."""
        for kind in ("agents", "mechanisms", "interactants"):
            for id in self.catalogue.entries(kind):
                yield "kinds", f"{kind}/{id}", self.of(id)

    def of(self, id: str) -> list[View]:
        """All that `id` counts as, nearest first, each with the steps that lead there."""
        found: dict[str, View] = {}
        queue: list[tuple[str, list[View]]] = [(id, [])]
        while queue:
            at, way = queue.pop(0)
            for above, how, refs in self.above[at]:
                if above not in found and above != id:
                    step = {"id": above, "name": partner(self.catalogue, above)["name"], "how": how, "refs": refs}
                    found[above] = {"id": above, "way": [*way, step]}
                    queue.append((above, found[above]["way"]))
        return list(found.values())
