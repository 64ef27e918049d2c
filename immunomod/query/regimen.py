"""What stands together in a regimen: each name as an agent, another drug, a group, a vaccine or a class of agents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from immunomod.index.reader import Index, Match
from immunomod.query.find import failure, find
from immunomod.query.result import Failure, View
from immunomod.text import fold, several


@dataclass(frozen=True)
class Item:
    """One thing of a regimen, and what it counts as."""

    index: Index = field(repr=False, compare=False)
    query: str
    match: Match

    @property
    def id(self) -> str:
        return self.match.id

    @property
    def kind(self) -> str:
        """The kind of its entry: agents, interactants or mechanisms."""
        return self.match.kind

    @cached_property
    def body(self) -> View:
        return self.index.body(self.kind, self.id)

    @cached_property
    def name(self) -> str:
        """Its name; a mechanism that names a class of drugs is called by the class."""
        if self.kind == "mechanisms" and self.body["class_name"]:
            return several(self.body["class_name"])
        name: str = self.body["name"]
        return name

    @property
    def several(self) -> bool:
        """Whether its name is one for several drugs, so that a verb after it is a plural."""
        return self.kind != "agents" and (self.kind == "mechanisms" or self.body["kind"] == "group")

    @cached_property
    def _kinds(self) -> dict[str, View]:
        return {found["id"]: found for found in self.index.linked("kinds", f"{self.kind}/{self.id}")}

    @cached_property
    def ways(self) -> dict[str, list[View]]:
        """The groups and mechanisms it counts as, each with the steps that lead there."""
        return {id: found["way"] for id, found in self._kinds.items()}

    def is_open(self, partner: str) -> bool:
        """Whether a group that it counts as is one that labels name without listing all that it means."""
        return partner in self._kinds and bool(self._kinds[partner]["open"])

    @cached_property
    def beneath(self) -> dict[str, "Item"]:
        """What counts as it, by id, when it is a group or a class."""
        found: dict[str, Item] = {}
        queue = list(self._members())
        while queue:
            member = queue.pop(0)
            if member.id not in found and member.id != self.id:
                found[member.id] = member
                queue += member._members()
        return found

    def _members(self) -> Iterator["Item"]:
        if self.kind == "interactants":
            for member in self.body["members"]:
                kind = {"agent": "agents", "mechanism": "mechanisms"}.get(member["kind"], "interactants")
                yield self._item(kind, member["id"])
        elif self.kind == "mechanisms":
            for id in self.index.family("mechanisms", self.id):
                if id != self.id:
                    yield self._item("mechanisms", id)
            for id in self.index.actors([self.id]):
                yield self._item("agents", id)

    def _item(self, kind: str, id: str) -> "Item":
        return Item(self.index, self.query, Match(kind, id, "member", id))

    @cached_property
    def agents(self) -> list["Item"]:
        """The agents whose own facts speak for it: itself, or the agents of a class."""
        if self.kind == "agents":
            return [self]
        if self.kind == "mechanisms":
            return [item for item in self.beneath.values() if item.kind == "agents"]
        return []

    def groups(self) -> Iterator["Item"]:
        """The groups, vaccines and drugs among what it counts as."""
        for id, way in self.ways.items():
            if way[-1]["how"] == "member":
                yield self._item("interactants", id)

    def as_dict(self) -> View:
        """The item as output shows it among the queries."""
        matched = {"field": self.match.field, "value": self.match.value}
        kind = self.body["kind"] if self.kind == "interactants" else {"agents": "agent"}.get(self.kind, "mechanism")
        return {"query": self.query, "matched": matched, "id": self.id, "name": self.name, "kind": kind}


@dataclass(frozen=True)
class Regimen:
    """The items that were asked for, each once; the queries in order; what was not found."""

    items: list[Item] = field(default_factory=list)
    queries: list[View] = field(default_factory=list)
    errors: list[Failure] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    asked_by: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # positions of queries, by kind and id

    def pairs(self) -> Iterator[tuple[Item, Item]]:
        """Every two items, unless one query alone brought both, as a class does."""
        for one, other in combinations(self.items, 2):
            if len(self.asked_by[one.kind, one.id] | self.asked_by[other.kind, other.id]) > 1:
                yield one, other

    def agents(self) -> list[Item]:
        """All agents of the regimen, those of its classes included, each once."""
        return list({agent.id: agent for item in self.items for agent in item.agents}.values())


def regimen(index: Index, names: Sequence[Sequence[str]]) -> Regimen:
    """The regimen that runs of words name. A name that may mean several things stands for each of them."""
    asked = Regimen()
    for position, found in enumerate(found for words in names for found in find(index, "partner", words)):
        if not found.matches:
            asked.errors.append(failure(index, "partner", found.query))
            asked.queries.append({"query": found.query, "matched": None, "id": None, "name": None, "kind": None})
        if found.group:
            asked.notices.append(f"{found.group}; all are looked at")
        for match in found.matches:
            item = Item(index, found.query, match)
            before = asked.asked_by.setdefault((item.kind, item.id), set())
            if before:
                same = "" if fold(found.query) == fold(item.name) else f"{found.query} is "
                asked.notices.append(f"{same}{item.name}, which is given already; it is looked at once")
            else:
                asked.items.append(item)
            before.add(position)
            asked.queries.append(item.as_dict())
    return asked
