"""The output contract as models. They are not used to make output; tests hold output against their schema.

Fields are only ever added. Collections are `[]` when empty, never absent; what is unknown is null.
"""

from typing import Literal

from immunomod.schemas.annotate import AnnotateResult
from immunomod.schemas.checklist import ChecklistResult
from immunomod.schemas.compare import CompareResult
from immunomod.schemas.entries import (
    AgentRow,
    AgentShort,
    ConditionAgent,
    ConditionOut,
    ConditionRow,
    InteractantRow,
    MechanismOut,
    MechanismRow,
    RiskAgent,
    RiskOut,
    RiskRow,
    TargetAgent,
    TargetEntryOut,
    TargetRow,
    TermOut,
    TermRow,
)
from immunomod.schemas.parts import AgentOut, CatalogueVersion, Error, Matched, Out, SafetyOut, SourceOut
from immunomod.schemas.regimens import CheckResult
from immunomod.words import Topic


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


class RiskResult(Query):
    risk: RiskOut | None
    agents: list[RiskAgent]


class TargetResult(Query):
    target: TargetEntryOut | None
    agents: list[TargetAgent]


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


class FindingResult(Out):
    agent: str
    kind: Literal["boxed warning", "section gone", "fact without section", "section added", "section changed", "newer label"]
    where: str
    detail: str


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
    regions: dict[str, int]
    classes: dict[str, int]
    parts: dict[str, dict[str, int]]
    facts: dict[str, int]
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


class Check(Envelope):
    command: Literal["check"]
    results: list[CheckResult]


class RiskCarriers(Envelope):
    command: Literal["risk"]
    results: list[RiskResult] | list[RiskRow]


class TargetBinders(Envelope):
    command: Literal["target"]
    results: list[TargetResult] | list[TargetRow]


class Compare(Envelope):
    command: Literal["compare"]
    results: list[CompareResult]


class Checklist(Envelope):
    command: Literal["checklist"]
    results: list[ChecklistResult]


class Annotate(Envelope):
    command: Literal["annotate"]
    results: list[AnnotateResult]


class List(Envelope):
    command: Literal["list"]
    results: list[AgentRow] | list[ConditionRow] | list[MechanismRow] | list[RiskRow] | list[InteractantRow] | list[TermRow]


class Search(Envelope):
    command: Literal["search"]
    results: list[SearchResult]


class Validate(Envelope):
    command: Literal["validate"]
    results: list[ProblemResult]


class Audit(Envelope):
    command: Literal["audit"]
    results: list[FindingResult]


class Info(Envelope):
    command: Literal["info"]
    results: list[InfoResult]


Output = (
    Drug
    | Safety
    | Condition
    | Mechanism
    | About
    | Compare
    | Check
    | Checklist
    | RiskCarriers
    | TargetBinders
    | Annotate
    | List
    | Search
    | Validate
    | Audit
    | Info
)
