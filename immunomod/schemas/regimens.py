"""What `check` answers about a regimen."""

from typing import Literal

from pydantic import Field

from immunomod.schemas.parts import Matched, Out, SourceOut
from immunomod.words import InteractionLevel, PatientState

Basis = Literal[
    "interaction",
    "contraindication",
    "vaccine advice",
    "shared boxed hazard",
    "same class",
    "warning",
    "pregnancy",
    "breastfeeding",
]


class ItemOut(Out):
    query: str
    matched: Matched | None
    id: str | None
    name: str | None
    kind: Literal["agent", "mechanism", "group", "drug", "vaccine", "food"] | None


class FindingOut(Out):
    level: InteractionLevel
    basis: Basis
    agents: list[str] = Field(description="The agents whose sources say it.")
    agent_names: list[str]
    with_: str | None = Field(alias="with", description="The other item, a disease or a state; null for a shared hazard.")
    with_name: str | None
    effect: str
    action: str
    note: str | None
    why: str = Field(description="Why it applies: what names the other item, or which group or mechanism it counts among.")
    only: list[str] = Field(description="Of a group or class, the members that it holds for; empty when it holds for all.")
    partner: str | None = Field(description="The id that the source names: a drug, group, vaccine, mechanism or hazard.")
    partners: list[str] = Field(description="All such ids, where a source says the same of several groups.")
    refs: list[str]
    why_refs: list[str] = Field(description="Who says that the other item belongs to the group.")


class NotChecked(Out):
    query: str | None = Field(description="The name it is about; null when it is about a pair.")
    what: str
    pair: list[str] = Field(description="The two names, when it is about a pair.")
    why: str


class CheckResult(Out):
    queries: list[ItemOut]
    states: list[PatientState]
    conditions: list[str]
    findings: list[FindingOut]
    not_checked: list[NotChecked]
    sources: list[SourceOut]
