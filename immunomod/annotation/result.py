"""What the engine says of one text."""

from typing import NamedTuple


class AgentClass(NamedTuple):
    """An agent as a cohort needs it: what it does, what it is called, by which mechanisms, under which ATC codes."""

    id: str
    name: str
    effect: str
    classes: tuple[str, ...]
    mechanisms: tuple[str, ...]
    atc: tuple[str, ...]


class Annotation(NamedTuple):
    """The agents that one text names, in the order of the text; all tuples have one item an agent.

    `matched` is the text that named the agent, as it stands, and `kinds` what kind of name it is. `route` and
    `route_class` (local or systemic) are what the text says; empty when it says none. `distance` is the number of
    slips corrected, 0 for an exact match and None where nothing matched. `left_out` are names in the text that mean
    something else as often and are never used.
    """

    agents: tuple[AgentClass, ...] = ()
    matched: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    route: str = ""
    route_class: str = ""
    distance: int | None = None
    left_out: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the agents."""
        return tuple(agent.id for agent in self.agents)

    @property
    def agent_id(self) -> str:
        """The ids as one cell; likewise the other properties."""
        return "; ".join(agent.id for agent in self.agents)

    @property
    def matched_text(self) -> str:
        return "; ".join(self.matched)

    @property
    def match_kind(self) -> str:
        return "; ".join(self.kinds)

    @property
    def effect(self) -> str:
        return "; ".join(agent.effect for agent in self.agents)

    @property
    def mechanism(self) -> str:
        """Several mechanisms of one agent are joined by a comma."""
        return "; ".join(", ".join(agent.mechanisms) for agent in self.agents)

    @property
    def atc(self) -> str:
        """Several codes of one agent are joined by a comma."""
        return "; ".join(", ".join(agent.atc) for agent in self.agents)


NOTHING = Annotation()
