"""Entries as output shows them: in full, and as rows of lists."""

from typing import Literal

from pydantic import Field

from immunomod.catalogue.agent import Label
from immunomod.catalogue.schema import ConditionIds
from immunomod.schemas.parts import AgentTarget, ApprovalOut, Named, Out, SourceOut, TargetOut, TextOut
from immunomod.words import Category, Coverage, Effect, MarketStatus, Region, Route, UseStatus, WarningLevel


class AgentShort(Out):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    label: Label | None
    approvals: list[ApprovalOut]


class AgentRow(Out):
    id: str
    name: str
    us_name: str | None
    synonyms: list[str]
    effect: Effect
    modality: str
    classes: list[str]
    mechanisms: list[str]
    routes: list[Route]
    status: MarketStatus
    brands: list[str]
    targets: list[str]
    atc: list[str]
    regions: list[Region]
    coverage: Coverage
    boxed: list[str]


class ConditionAgent(Out):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    mechanisms: list[str]
    status: UseStatus
    regions: list[Region]
    population: str | None
    routes: list[Route]
    condition: str
    condition_name: str
    note: str | None
    refs: list[str]


class ConditionOut(Out):
    id: str
    name: str
    synonyms: list[str]
    category: Category
    parent: str | None
    parent_name: str | None
    children: list[Named]
    ids: ConditionIds
    background: TextOut | None
    role: TextOut | None
    sources: list[SourceOut]


class ConditionRow(Out):
    id: str
    name: str
    synonyms: list[str]
    ids: ConditionIds
    category: Category
    parent: str | None
    agents: int


class Child(Named):
    agents: int


class MechanismOut(Out):
    id: str
    name: str
    class_name: str | None
    synonyms: list[str]
    effect: Effect
    parent: str | None
    parent_name: str | None
    children: list[Child]
    summary: str
    refs: list[str]
    steps: list[TextOut]
    targets: list[TargetOut]
    cells: list[str]
    sources: list[SourceOut]


class MechanismRow(Out):
    id: str
    name: str
    synonyms: list[str]
    class_name: str | None
    effect: Effect
    parent: str | None
    targets: list[str]
    agents: int


class RiskRow(Out):
    id: str
    name: str
    synonyms: list[str]
    definition: str
    parent: str | None
    agents: int
    boxed: int


class RiskOut(Out):
    id: str
    name: str
    synonyms: list[str]
    definition: str
    parent: str | None
    parent_name: str | None
    children: list[Named]
    refs: list[str]
    sources: list[SourceOut]


class RiskAgent(Out):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    mechanisms: list[str]
    risk: str
    risk_name: str
    level: WarningLevel
    note: str | None
    routes: list[Route]
    refs: list[str]


class TargetRow(Out):
    id: str
    name: str
    synonyms: list[str]
    agents: int


class TargetEntryOut(Out):
    id: str
    name: str
    synonyms: list[str]
    refs: list[str]
    sources: list[SourceOut]


class TargetAgent(AgentTarget):
    id: str
    target_name: str = Field(description="Name of the target; `name` is the agent's.")
    effect: Effect
    classes: list[str]
    mechanisms: list[str]
    routes: list[Route]
    status: MarketStatus
    text: str
    refs: list[str]


class InteractantRow(Out):
    id: str
    name: str
    kind: Literal["group", "drug", "vaccine", "food"]
    synonyms: list[str]
    members: list[str]


class TermRow(Out):
    id: str
    name: str
    synonyms: list[str]
    definition: str


class TermOut(Out):
    id: str
    name: str
    synonyms: list[str]
    definition: str
    refs: list[str]
    sources: list[SourceOut]
    see: list[Named]
