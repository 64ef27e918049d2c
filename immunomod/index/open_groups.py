"""Which agents an open group means, such as *immunosuppressants* without a list: those that fit its `counts`."""

from collections.abc import Iterable, Iterator
from typing import Any

from immunomod.catalogue.agent import Agent
from immunomod.catalogue.model import Catalogue
from immunomod.catalogue.schema import Counts


def agents(catalogue: Catalogue, counts: Counts) -> list[str]:
    """The ids of the agents that fit every key of `counts`, in catalogue order."""
    return [id for id, agent in catalogue.agents.items() if _fits(catalogue, agent, counts)]


def _fits(catalogue: Catalogue, agent: Agent, counts: Counts) -> bool:
    approved = [use.condition for use in agent.uses if use.status == "approved"]
    found: list[tuple[Iterable[str], set[str]]] = [
        (counts.effects, {agent.effect}),
        (counts.mechanisms, set(_upward(catalogue.mechanisms, agent.mechanisms))),
        (counts.modalities, {agent.modality}),
        (counts.conditions, set(_upward(catalogue.conditions, approved))),
        (counts.routes, set(agent.routes)),
    ]
    return all(not wanted or not has.isdisjoint(wanted) for wanted, has in found)


def _upward(entries: dict[str, Any], ids: Iterable[str]) -> Iterator[str]:
    """Entries and all their ancestors."""
    for id in ids:
        at: str | None = id
        while at is not None:
            yield at
            at = entries[at].parent
