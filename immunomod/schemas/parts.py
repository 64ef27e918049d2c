"""The parts that results are made of: sources, facts, the agent with its uses and safety."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from immunomod.catalogue.agent import Approval, Biosimilar, Identifiers, Label, Regional
from immunomod.words import (
    AdviceLevel,
    Coverage,
    Effect,
    InteractionLevel,
    MarketStatus,
    PatientState,
    Region,
    Route,
    UseStatus,
    WarningLevel,
)


class Out(BaseModel):
    """Base: nothing but the fields that are described."""

    model_config = ConfigDict(extra="forbid")


class CatalogueVersion(Out):
    version: str | None = Field(description="Null where no catalogue was opened, as by validate.")
    updated: str | None


class Error(Out):
    code: Literal["not_found"]
    query: str
    message: str
    suggestions: list[str] = Field(description="Names to try; never used by themselves.")


class Matched(Out):
    field: str = Field(description="The field in which the query was found, e.g. brand.")
    value: str


class SourceOut(Out):
    id: str = Field(description="A ref is this id, or this id, a colon and a section.")
    title: str
    kind: Literal["label", "regulator", "guideline", "review", "reference", "database"]
    publisher: str | None
    date: str | None
    url: str | None
    note: str | None


class TextOut(Out):
    text: str
    refs: list[str]


class Named(Out):
    id: str
    name: str


class TargetOut(Out):
    symbol: str = Field(description="HGNC gene symbol.")
    name: str


class AgentTarget(TargetOut):
    action: str
    through: str | None


class ApprovalOut(Approval):
    region: Region


class UseOut(Out):
    condition: str
    name: str
    status: UseStatus
    regions: list[Region]
    population: str | None
    note: str | None
    routes: list[Route]
    refs: list[str]


class Fact(Out):
    note: str | None
    refs: list[str]


class WarningOut(Fact):
    risk: str
    name: str
    parent: str | None
    level: WarningLevel
    routes: list[Route]


class ContraindicationOut(Fact):
    what: str
    with_: str | None = Field(alias="with")
    condition: str | None
    risks: list[str] = Field(description="Ids of the hazards that mean the disease or state.")
    states: list[PatientState]
    routes: list[Route]


class CheckOut(Fact):
    name: str
    kind: Literal["test", "vaccination", "counselling", "prophylaxis", "assessment"]


class BeforeOut(CheckOut):
    do: str


class MonitoringOut(CheckOut):
    test: str
    when: str


class InteractionOut(Fact):
    with_: str = Field(alias="with", description="An interactant, another agent or a mechanism.")
    name: str
    kind: Literal["group", "drug", "vaccine", "food", "agent", "mechanism"]
    level: InteractionLevel
    effect: str
    action: str


class VaccineOut(Fact):
    kind: Literal["live", "inactivated", "all"]
    level: InteractionLevel
    advice: str


class AdviceOut(Fact):
    advice: str


class StateAdviceOut(AdviceOut):
    level: AdviceLevel | None


Said = Literal["listed", "none listed", "not covered", "not shown"]


class Parts(Out):
    """For each part: listed; none listed (the source says so); not covered (not known here); not shown (`--only`)."""

    warnings: Said
    contraindications: Said
    before_starting: Said
    monitoring: Said
    interactions: Said
    vaccines: Said
    pregnancy: Said
    lactation: Said
    contraception: Said


class SafetyOut(Out):
    coverage: Coverage
    scope: str | None
    parts: Parts
    none_listed: dict[str, list[str]]
    warnings: list[WarningOut]
    contraindications: list[ContraindicationOut]
    before_starting: list[BeforeOut]
    monitoring: list[MonitoringOut]
    interactions: list[InteractionOut]
    vaccines: list[VaccineOut]
    pregnancy: StateAdviceOut | None
    lactation: StateAdviceOut | None
    contraception: AdviceOut | None


class AgentOut(Out):
    id: str
    name: str
    us_name: str | None
    synonyms: list[str]
    codes: list[str]
    brands: Regional
    former_brands: Regional
    biosimilars: list[Biosimilar]
    effect: Effect
    modality: str
    classes: list[str]
    mechanisms: list[str]
    targets: list[AgentTarget]
    action: TextOut
    routes: list[Route]
    status: MarketStatus
    approvals: list[ApprovalOut]
    ids: Identifiers
    label: Label | None
    uses: list[UseOut]
    safety: SafetyOut
    sources: list[SourceOut]
