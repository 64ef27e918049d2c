"""Filters that commands share: those of `condition`, `list`, `risk` and `compare`, each its own ones."""

from __future__ import annotations

from immunomod.index.reader import Index
from immunomod.query.find import failure, lookup
from immunomod.query.result import Failure, View


class Filters:
    """What a row must be to be shown; None means anything."""

    def __init__(
        self,
        effect: str | None = None,
        mechanism: str | None = None,
        condition: str | None = None,
        route: str | None = None,
        region: str | None = None,
        status: str | None = None,
        category: str | None = None,
        coverage: str | None = None,
    ) -> None:
        self.effect = effect
        self.mechanism = mechanism
        self.condition = condition
        self.route = route
        self.region = region
        self.status = status
        self.category = category
        self.coverage = coverage
        self.given: dict[str, str] = {name: value for name, value in vars(self).items() if value is not None}
        self._families: dict[str, set[str]] = {}

    def any(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.given)

    def failures(self, index: Index) -> list[Failure]:
        """Names in the filters that we do not have."""
        named = (("mechanism", self.mechanism), ("condition", self.condition))
        return [failure(index, space, name) for space, name in named if name and not lookup(index, space, name).matches]

    def family(self, index: Index, space: str, name: str) -> set[str]:
        """The ids that a name in a filter stands for, descendants included."""
        if space not in self._families:
            matches = lookup(index, space, name).matches
            self._families[space] = {id for match in matches for id in index.family(f"{space}s", match.id)}
        return self._families[space]

    def admit_use(self, index: Index, user: View) -> bool:
        """Whether a row of a condition's agents fits."""
        return (
            (self.effect is None or user["effect"] == self.effect)
            and (self.status is None or user["status"] == self.status)
            and (self.region is None or self.region in user["regions"])
            and (self.route is None or self.route in user["routes"])
            and (self.mechanism is None or self._acts_so(index, user))
        )

    def admit_carrier(self, index: Index, summary: View, fact: View) -> bool:
        """Whether an agent fits that carries a hazard, which may hold for some of its routes only."""
        return (
            (self.effect is None or summary["effect"] == self.effect)
            and (self.route is None or self.route in (fact["routes"] or summary["routes"]))
            and (self.mechanism is None or self._acts_so(index, summary))
            and (self.condition is None or summary["id"] in self._users(index))
        )

    def admit(self, index: Index, summary: View) -> bool:
        """Whether an entry of a list fits."""
        return (
            (self.effect is None or summary["effect"] == self.effect)
            and (self.status is None or summary["status"] == self.status)
            and (self.region is None or self.region in summary["regions"])
            and (self.route is None or self.route in summary["routes"])
            and (self.category is None or summary["category"] == self.category)
            and (self.coverage is None or summary["coverage"] == self.coverage)
            and (self.mechanism is None or self._acts_so(index, summary))
            and (self.condition is None or summary["id"] in self._users(index))
        )

    def _acts_so(self, index: Index, row: View) -> bool:
        return bool(self.family(index, "mechanism", self.mechanism or "") & set(row["mechanisms"]))

    def _users(self, index: Index) -> set[str]:
        if "users" not in self._families:
            family = self.family(index, "condition", self.condition or "")
            self._families["users"] = {agent for _, agent, _ in index.uses(family)}
        return self._families["users"]
