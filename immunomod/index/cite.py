"""Refs as output spells them, and the sources behind them."""

from collections.abc import Iterable
from typing import Any

from immunomod.catalogue.model import Catalogue
from immunomod.catalogue.references import Resolved, Source, resolve

View = dict[str, Any]


class Cite:
    """Spells refs for output and gathers the sources behind them, in order of first use."""

    def __init__(self, catalogue: Catalogue, agent_id: str | None = None) -> None:
        self.catalogue = catalogue
        self.agent_id = agent_id
        self.found: dict[str, Source] = {}

    def __call__(self, refs: Iterable[str]) -> list[str]:
        return [self._one(ref) for ref in refs]

    def _one(self, ref: str) -> str:
        resolved = resolve(self.catalogue, ref, self.agent_id)
        if not isinstance(resolved, Resolved):
            raise TypeError(resolved)  # cannot be: lint has seen every ref
        self.found.setdefault(resolved.source.id, resolved.source)
        return resolved.ref

    def sources(self) -> list[View]:
        return [source.as_dict() for source in self.found.values()]
