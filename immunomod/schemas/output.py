"""The output contract as models. They are not used to make output; tests hold output against their schema.

Fields are only ever added. Collections are `[]` when empty, never absent; what is unknown is null.
"""

from typing import Literal

from immunomod.catalogue.agent import Label
from immunomod.catalogue.schema import ConditionIds
from immunomod.schemas.parts import (
    AgentOut,
    CatalogueVersion,
    Error,
    Matched,
    Named,
    Out,
    SafetyOut,
    SourceOut,
    TargetOut,
    TextOut,
)
from immunomod.words import Category, Coverage, Effect, MarketStatus, Region, Route, Topic, UseStatus


class AgentShort(Out):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    label: Label | None


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


class Query(Out):
    query: str
    matched: Matched | None


class DrugResult(Query):
    agent: AgentOut | None


class SafetyResult(Query):
    agent: AgentShort | None
    safety: SafetyOut | None
    sources: list[SourceOut]


class ConditionResult(Query):
    condition: ConditionOut | None
    agents: list[ConditionAgent]


class MechanismResult(Query):
    mechanism: MechanismOut | None
    agents: list[AgentRow]


class AboutResult(Query):
    term: TermOut | None


class ConsiderationResult(Out):
    id: str
    topic: Topic
    name: str
    advice: str
    refs: list[str]
    sources: list[SourceOut]


class SectionResult(Out):
    id: str
    title: str
    text: list[str]
    see: list[str]
    refs: list[str]
    sources: list[SourceOut]


class SearchResult(Out):
    kind: Literal["agent", "condition", "mechanism", "target", "risk", "interactant", "term", "consideration", "primer"]
    id: str
    name: str
    where: str
    snippet: str


class ProblemResult(Out):
    file: str
    line: int
    column: int
    message: str


class InfoResult(Out):
    version: str
    python: str
    schema_version: int
    catalogue_version: str
    catalogue_updated: str
    catalogue_digest: str | None
    catalogue_path: str
    added_catalogues: list[str]
    index_path: str
    counts: dict[str, int]
    coverage: dict[str, int]
    effects: dict[str, int]
    identity_sources: list[dict[str, str | None]]


class Envelope(Out):
    """What every command prints with `--json`."""

    schema_version: Literal[1]
    catalogue: CatalogueVersion
    errors: list[Error]


class Drug(Envelope):
    command: Literal["drug"]
    results: list[DrugResult]


class Safety(Envelope):
    command: Literal["safety"]
    results: list[SafetyResult] | list[ConsiderationResult]


class Condition(Envelope):
    command: Literal["condition"]
    results: list[ConditionResult] | list[ConditionRow]


class Mechanism(Envelope):
    command: Literal["mechanism"]
    results: list[MechanismResult] | list[MechanismRow]


class About(Envelope):
    command: Literal["about"]
    results: list[AboutResult] | list[SectionResult]


class List(Envelope):
    command: Literal["list"]
    results: list[AgentRow] | list[ConditionRow] | list[MechanismRow] | list[RiskRow] | list[InteractantRow] | list[TermRow]


class Search(Envelope):
    command: Literal["search"]
    results: list[SearchResult]


class Validate(Envelope):
    command: Literal["validate"]
    results: list[ProblemResult]


class Info(Envelope):
    command: Literal["info"]
    results: list[InfoResult]


Output = Drug | Safety | Condition | Mechanism | About | List | Search | Validate | Info
