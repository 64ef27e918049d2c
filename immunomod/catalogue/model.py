"""The checked catalogue in memory, and where each of its entries stands."""

from dataclasses import dataclass, field
from typing import Any

from immunomod.catalogue import schema
from immunomod.catalogue.agent import Agent
from immunomod.catalogue.medication_words import ListName, ListWords
from immunomod.catalogue.nodes import Node
from immunomod.errors import Problem


@dataclass(frozen=True)
class Place:
    """Where an entry was read: the file's name and the entry's node."""

    file: str
    node: Node
    line: int
    column: int

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A problem at `path` inside the entry."""
        line, column = self.node.place(path) if path else (self.line, self.column)
        return Problem(self.file, line, column, message)


@dataclass
class Catalogue:
    """All entries by kind and id; `places` says where each was read."""

    header: schema.Header | None = None
    agents: dict[str, Agent] = field(default_factory=dict)
    conditions: dict[str, schema.Condition] = field(default_factory=dict)
    mechanisms: dict[str, schema.Mechanism] = field(default_factory=dict)
    targets: dict[str, schema.TargetGene] = field(default_factory=dict)
    risks: dict[str, schema.Risk] = field(default_factory=dict)
    checks: dict[str, schema.Check] = field(default_factory=dict)
    interactants: dict[str, schema.Interactant] = field(default_factory=dict)
    terms: dict[str, schema.Term] = field(default_factory=dict)
    considerations: dict[str, schema.Consideration] = field(default_factory=dict)
    primer: dict[str, schema.Section] = field(default_factory=dict)
    sources: dict[str, schema.Source] = field(default_factory=dict)
    shared_names: dict[str, schema.SharedName] = field(default_factory=dict)
    list_names: dict[str, ListName] = field(default_factory=dict)
    list_words: dict[str, ListWords] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def entries(self, kind: str) -> dict[str, Any]:
        """The entries of one kind, e.g. `agents`."""
        found: dict[str, Any] = getattr(self, kind)
        return found

    def known(self, kind: str, id: str) -> bool:
        """Whether an entry stands in a file, be it valid or not."""
        return (kind, id) in self.places
