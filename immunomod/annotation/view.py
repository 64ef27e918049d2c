"""Annotations in the shape of the output contract, for the formats that show a result and do not write a table."""

from collections.abc import Sequence
from typing import Any

from immunomod.annotation.columns import COLUMNS
from immunomod.annotation.engine import Annotator
from immunomod.annotation.result import Annotation
from immunomod.annotation.table import Batch

View = dict[str, Any]


class Collector:
    """A writer that keeps its rows as results: the text, the cells of a table, and each agent with what it is."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.results: list[View] = []

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        """Results have keys of their own."""

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        found = self._annotator.annotate(batch.texts)
        self.results += [view(text, annotation) for text, annotation in zip(batch.texts, found, strict=True)]

    def close(self) -> None:
        """Nothing is held back."""


def view(text: str, annotation: Annotation) -> View:
    """One text with its annotation."""
    agents = zip(annotation.agents, annotation.matched, annotation.kinds, strict=True)
    return {
        "text": text,
        **{name: getattr(annotation, name) or None for name in COLUMNS},
        "distance": annotation.distance,
        "left_out": list(annotation.left_out),
        "agents": [
            {
                "id": agent.id,
                "name": agent.name,
                "effect": agent.effect,
                "classes": list(agent.classes),
                "mechanisms": list(agent.mechanisms),
                "atc": list(agent.atc),
                "matched_text": matched,
                "match_kind": kind,
            }
            for agent, matched, kind in agents
        ],
    }
