"""The questions of the command line as methods that return plain, typed dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from immunomod import words
from immunomod.api.arguments import among, apart, several, sound
from immunomod.api.opened import Opened
from immunomod.query import carriers, entries, listing
from immunomod.query.check import check as regimen
from immunomod.query.checklist import checklist as timeline
from immunomod.query.compare import DIFFERENCES
from immunomod.query.compare import compare as side_by_side
from immunomod.query.facts import PARTS
from immunomod.query.filters import Filters
from immunomod.shapes import (
    Agent,
    AgentRow,
    ChecklistResult,
    CheckResult,
    CompareResult,
    ConditionResult,
    MechanismResult,
    RiskResult,
    SafetyResult,
    SearchResult,
    TargetResult,
)
from immunomod.words import Coverage, Effect, MarketStatus, Phase, Region, Route, UseStatus, WarningLevel

SafetyPart = Literal["boxed", words.SafetyPart]


class Reference(Opened):
    """A catalogue to ask: ours, with the user's own on top.

    It may be shared between threads, and pickled: a copy opens the same catalogues again. Used in a `with` statement
    it lets its file go at the end; nothing else depends on closing it. Every result is made for the caller, who may
    change it.
    """

    def drug(self, name: str) -> Agent:
        """The agent of this name: INN, US name, brand, biosimilar, development code or identifier.

        Raises NotFound, and Ambiguous for a class, an ATC group or whatever else stands for several agents.

        >>> import immunomod
        >>> agent = immunomod.drug("Humira")
        >>> agent["id"], agent["effect"], agent["classes"]
        ('adalimumab', 'suppresses', ['TNF blocker'])
        >>> immunomod.drug("tacrolimuss")
        Traceback (most recent call last):
        immunomod.errors.NotFound: no agent is called 'tacrolimuss'; did you mean tacrolimus?
        """
        agent: Agent = self._one("agent", name, entries.drug)["agent"]
        return agent

    def safety(self, name: str, *, only: SafetyPart | Sequence[SafetyPart] = ()) -> SafetyResult:
        """The safety facts of an agent, or the parts of them in `only`; `parts` tells *none listed* from *not covered*.

        Raises NotFound, Ambiguous and UsageError.

        >>> import immunomod
        >>> facts = immunomod.safety("rituximab", only="boxed")["safety"]
        >>> [warning["risk"] for warning in facts["warnings"]][2:]
        ['hepatitis-b-reactivation', 'pml']
        """
        parts = several("only", only, get_args(SafetyPart))
        found: SafetyResult = self._one("agent", name, lambda index, names: entries.safety(index, names, parts))
        return found

    def condition(
        self,
        name: str,
        *,
        status: UseStatus | None = None,
        region: Region | None = None,
        effect: Effect | None = None,
        mechanism: str | None = None,
        route: Route | None = None,
    ) -> ConditionResult:
        """A condition, and the agents used for it and for its kinds, narrowed by the filters given.

        Raises NotFound (for the name of a mechanism, too), Ambiguous and UsageError.

        >>> import immunomod
        >>> found = immunomod.condition("RA", status="approved", region="EU", mechanism="jak-inhibition")
        >>> found["condition"]["name"]
        'rheumatoid arthritis'
        >>> "tofacitinib" in [agent["id"] for agent in found["agents"]]
        True
        """
        among("status", status, get_args(UseStatus))
        filters = sound(Filters(status=status, region=region, effect=effect, mechanism=mechanism, route=route))
        found: ConditionResult = self._one("condition", name, lambda index, names: entries.condition(index, names, filters))
        return found

    def mechanism(self, name: str) -> MechanismResult:
        """A mechanism from molecule to clinical effect, and the agents that act so; a class or a target finds it, too.

        Raises NotFound, and Ambiguous for a target of several mechanisms.

        >>> import immunomod
        >>> found = immunomod.mechanism("PD-1")
        >>> found["mechanism"]["id"], found["matched"]["field"]
        ('pd-1-blockade', 'target')
        """
        found: MechanismResult = self._one("mechanism", name, entries.mechanism)
        return found

    def risk(
        self,
        name: str,
        *,
        level: WarningLevel | None = None,
        effect: Effect | None = None,
        mechanism: str | None = None,
        condition: str | None = None,
        route: Route | None = None,
    ) -> RiskResult:
        """A hazard, and the agents that carry it or a kind of it, boxed first, narrowed by the filters given.

        Raises NotFound, Ambiguous and UsageError.

        >>> import immunomod
        >>> "natalizumab" in [agent["id"] for agent in immunomod.risk("PML", level="boxed")["agents"]]
        True
        """
        among("level", level, get_args(WarningLevel))
        filters = sound(Filters(effect=effect, mechanism=mechanism, condition=condition, route=route))
        found: RiskResult = self._one("risk", name, lambda index, names: carriers.risk(index, names, filters, level))
        return found

    def target(self, name: str) -> TargetResult:
        """A target, by gene symbol or protein name, and how agents act on it.

        Raises NotFound, and Ambiguous for a name of several proteins, as IL-17.

        >>> import immunomod
        >>> {agent["action"] for agent in immunomod.target("JAK1")["agents"]}
        {'inhibits'}
        """
        found: TargetResult = self._one("target", name, carriers.target)
        return found

    def search(self, text: str, limit: int = 50) -> list[SearchResult]:
        """The entries whose facts hold all words, best first, each with where it matched; none is an empty list.

        Raises UsageError when there is no word in `text`.

        >>> import immunomod
        >>> immunomod.search("hepatitis B reactivation", limit=1)[0]["id"]
        'hepatitis-b-reactivation'
        """
        found: list[SearchResult] = self._rows(lambda index: listing.search(index, text, limit))
        return found

    def agents(
        self,
        *,
        effect: Effect | None = None,
        mechanism: str | None = None,
        condition: str | None = None,
        route: Route | None = None,
        region: Region | None = None,
        status: MarketStatus | None = None,
        coverage: Coverage | None = None,
    ) -> list[AgentRow]:
        """All agents that fit the filters, in short. Raises NotFound for the name in a filter, and UsageError.

        >>> import immunomod
        >>> [agent["name"] for agent in immunomod.agents(mechanism="jak-inhibition", condition="alopecia areata")]
        ['baricitinib', 'deuruxolitinib', 'ritlecitinib']
        """
        among("status", status, get_args(MarketStatus))
        among("coverage", coverage, get_args(Coverage))
        filters = sound(Filters(effect, mechanism, condition, route, region, status, coverage=coverage))
        found: list[AgentRow] = self._rows(lambda index: listing.listing(index, "agents", filters))
        return found

    def check(
        self, *names: str, conditions: str | Sequence[str] = (), pregnant: bool = False, breastfeeding: bool = False
    ) -> CheckResult:
        """Findings about a regimen, gravest first: agents, other drugs, groups and vaccines, every pair in both directions.

        No finding is no statement that things go together: names that are not known here, and whatever else could not be
        looked at, stand in `not_checked`. Raises UsageError when there is nothing to be checked against.

        >>> import immunomod
        >>> found = immunomod.check("azathioprine", "allopurinol", "Nosuchol")
        >>> found["findings"][0]["level"], found["findings"][0]["refs"]
        ('major', ['azathioprine:interactions', 'ansm-2020:Antipurines'])
        >>> [missing["query"] for missing in found["not_checked"]]
        ['Nosuchol']
        """
        states = [state for state, given in (("pregnancy", pregnant), ("breastfeeding", breastfeeding)) if given]
        diseases = [conditions] if isinstance(conditions, str) else conditions
        result = self._ask(lambda index: regimen(index, apart(names), states, diseases))
        found: Any = result.results
        first: CheckResult = found[0]
        return first

    def compare(
        self,
        *names: str,
        mechanism: str | None = None,
        condition: str | None = None,
        only: str | Sequence[str] = (),
    ) -> CompareResult:
        """Agents side by side: a row for each hazard, use, test and so on, with a cell for each agent.

        A class or a group stands for its agents; `mechanism` and `condition` add all that fit. `only` names parts, and
        `differences`. Raises NotFound, and UsageError when that leads to fewer than two agents.

        >>> import immunomod
        >>> table = immunomod.compare("tacrolimus", "belatacept", only=["risks", "differences"])
        >>> row = next(row for row in table["rows"] if row["id"] == "nephrotoxicity")
        >>> row["cells"]["tacrolimus"]["level"], row["cells"]["belatacept"]["level"]
        ('warning', 'not listed')
        """
        parts = several("only", only, (*PARTS, DIFFERENCES))
        filters = Filters(mechanism=mechanism, condition=condition)
        found: list[CompareResult] = self._rows(lambda index: side_by_side(index, apart(names), filters, parts))
        return found[0]

    def checklist(self, *names: str, phases: Phase | Sequence[Phase] = ()) -> ChecklistResult:
        """What to do before, during and after treatment with one agent or several together, each check once at its time.

        A class or a group stands for its agents. Raises NotFound, and UsageError when there are too many agents.

        >>> import immunomod
        >>> found = immunomod.checklist("rituximab", "methotrexate", phases="before")
        >>> [item["name"] for item in found["items"] if len(item["agents"]) == 2 and item["kind"] == "test"]
        ['pregnancy test', 'liver function', 'renal function']
        """
        shown = several("phases", phases, get_args(Phase))
        found: list[ChecklistResult] = self._rows(lambda index: timeline(index, apart(names), shown))
        return found[0]
