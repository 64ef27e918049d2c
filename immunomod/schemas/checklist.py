"""The result of `checklist`."""

from typing import Literal

from pydantic import Field

from immunomod.schemas.entries import AgentShort
from immunomod.schemas.parts import Fact, Matched, Out, SourceOut
from immunomod.words import Coverage, Phase, Route

ChecklistPart = Literal[
    "warnings", "contraindications", "before_starting", "monitoring", "vaccines", "pregnancy", "lactation", "contraception"
]


class ChecklistQuery(Out):
    query: str
    matched: Matched | None
    id: str | None = Field(description="The agent it led to; null when no agent is called so.")


class ChecklistAgent(AgentShort):
    coverage: Coverage
    scope: str | None
    sources: list[SourceOut] = Field(description="What the refs of this agent's entries stand for.")


class ChecklistEntry(Fact):
    id: str = Field(description="The agent.")
    when: str | None = Field(description="When to check, in the catalogue's words; null where the phase says it all.")
    advice: str | None = Field(description="Advice on vaccines, pregnancy, breastfeeding or contraception.")
    routes: list[Route]


class ChecklistTime(Out):
    text: str = Field(description="The time in short; it groups items and never replaces `when`.")
    from_day: int | None = Field(description="Days from the first dose, in the phase `after` from the last; null if not stated.")
    to_day: int | None
    every_days: int | None = Field(description="The interval, the shorter end of a range; months count 30 days, years 365.")


class ChecklistItem(Out):
    phase: Phase
    at: ChecklistTime | None = Field(description="Null where `when` was not understood: read its words.")
    kind: Literal["rule-out", "test", "vaccination", "prophylaxis", "assessment", "counselling"]
    check: str | None = Field(description="Id of a check; null for contraindications, vaccines and pregnancy.")
    name: str
    agents: list[ChecklistEntry]


class ChecklistCarrier(Fact):
    id: str
    routes: list[Route]


class ChecklistHazard(Out):
    risk: str
    name: str
    parent: str | None
    agents: list[ChecklistCarrier]


class ChecklistMissing(Out):
    agent: str
    part: ChecklistPart


class ChecklistNone(ChecklistMissing):
    refs: list[str]


class ChecklistResult(Out):
    queries: list[ChecklistQuery]
    phases: list[Phase] = Field(description="The phases shown.")
    agents: list[ChecklistAgent]
    boxed: list[ChecklistHazard]
    items: list[ChecklistItem]
    none_listed: list[ChecklistNone] = Field(description="Parts of which the source itself says that there is nothing.")
    not_covered: list[ChecklistMissing] = Field(description="Parts that are not known here.")
