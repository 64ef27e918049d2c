"""What the Python API returns: plain dictionaries with the fields of the JSON output.

Generated from the output contract by `python -m immunomod.schemas.generate`.
"""

from typing import Literal, TypedDict

from immunomod.words import (
    AdviceLevel,
    Category,
    Coverage,
    Effect,
    InteractionLevel,
    ListedLevel,
    MarketStatus,
    PatientState,
    Phase,
    Region,
    Route,
    UseStatus,
    WarningLevel,
)

Said = Literal["listed", "none listed", "not covered", "not shown"]
ComparePart = Literal[
    "identity",
    "risks",
    "uses",
    "contraindications",
    "before_starting",
    "monitoring",
    "interactions",
    "vaccines",
    "pregnancy",
    "lactation",
    "contraception",
]
FactLevel = ListedLevel | Literal["none listed"]
CellLevel = ListedLevel | Literal["none listed"] | Literal["kind", "broader", "not listed", "not covered"]
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
ChecklistPart = Literal[
    "warnings",
    "contraindications",
    "before_starting",
    "monitoring",
    "vaccines",
    "pregnancy",
    "lactation",
    "contraception",
]


class Regional(TypedDict):
    US: list[str]
    EU: list[str]


class Biosimilar(TypedDict):
    name: str | None
    brand: str | None
    regions: list[Region]


class AgentTarget(TypedDict):
    symbol: str
    name: str
    action: str
    through: str | None


class Text(TypedDict):
    text: str
    refs: list[str]


class Approval(TypedDict):
    authority: Literal["FDA", "EMA"]
    product: str
    number: str
    status: Literal["approved", "discontinued", "withdrawn", "refused"]
    date: str | None
    url: str | None
    region: Region


class Identifiers(TypedDict):
    atc: list[str]
    unii: str | None
    rxcui: str | None
    chembl: str | None
    drugbank: str | None
    cas: str | None
    mesh: str | None


class Label(TypedDict):
    product: str
    set_id: str | None
    revised: str | None
    scope: str | None
    url: str | None


class Use(TypedDict):
    condition: str
    name: str
    status: UseStatus
    regions: list[Region]
    population: str | None
    note: str | None
    routes: list[Route]
    refs: list[str]


class Parts(TypedDict):
    warnings: Said
    contraindications: Said
    before_starting: Said
    monitoring: Said
    interactions: Said
    vaccines: Said
    pregnancy: Said
    lactation: Said
    contraception: Said


class WarningFact(TypedDict):
    note: str | None
    refs: list[str]
    risk: str
    name: str
    parent: str | None
    level: WarningLevel
    routes: list[Route]


Contraindication = TypedDict(
    "Contraindication",
    {
        "note": str | None,
        "refs": list[str],
        "what": str,
        "with": str | None,
        "condition": str | None,
        "risks": list[str],
        "states": list[PatientState],
        "routes": list[Route],
    },
)


class Before(TypedDict):
    note: str | None
    refs: list[str]
    name: str
    kind: Literal["test", "vaccination", "counselling", "prophylaxis", "assessment"]
    do: str


class Monitoring(TypedDict):
    note: str | None
    refs: list[str]
    name: str
    kind: Literal["test", "vaccination", "counselling", "prophylaxis", "assessment"]
    test: str
    when: str


Interaction = TypedDict(
    "Interaction",
    {
        "note": str | None,
        "refs": list[str],
        "with": str,
        "name": str,
        "kind": Literal["group", "drug", "vaccine", "food", "agent", "mechanism"],
        "level": InteractionLevel,
        "effect": str,
        "action": str,
    },
)


class Vaccine(TypedDict):
    note: str | None
    refs: list[str]
    kind: Literal["live", "inactivated", "all"]
    level: InteractionLevel
    advice: str


class StateAdvice(TypedDict):
    note: str | None
    refs: list[str]
    advice: str
    level: AdviceLevel | None


class Advice(TypedDict):
    note: str | None
    refs: list[str]
    advice: str


class Safety(TypedDict):
    coverage: Coverage
    scope: str | None
    parts: Parts
    none_listed: dict[str, list[str]]
    warnings: list[WarningFact]
    contraindications: list[Contraindication]
    before_starting: list[Before]
    monitoring: list[Monitoring]
    interactions: list[Interaction]
    vaccines: list[Vaccine]
    pregnancy: StateAdvice | None
    lactation: StateAdvice | None
    contraception: Advice | None


class Source(TypedDict):
    id: str
    title: str
    kind: Literal["label", "regulator", "guideline", "review", "reference", "database"]
    publisher: str | None
    date: str | None
    url: str | None
    note: str | None


class Agent(TypedDict):
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
    action: Text
    routes: list[Route]
    status: MarketStatus
    approvals: list[Approval]
    ids: Identifiers
    label: Label | None
    uses: list[Use]
    safety: Safety
    sources: list[Source]


class Matched(TypedDict):
    field: str
    value: str


class AgentShort(TypedDict):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    label: Label | None
    approvals: list[Approval]


class SafetyResult(TypedDict):
    query: str
    matched: Matched
    agent: AgentShort
    safety: Safety
    sources: list[Source]


class Named(TypedDict):
    id: str
    name: str


class ConditionIds(TypedDict):
    mondo: str | None
    doid: str | None
    icd10cm: list[str]
    mesh: str | None


class Condition(TypedDict):
    id: str
    name: str
    synonyms: list[str]
    category: Category
    parent: str | None
    parent_name: str | None
    children: list[Named]
    ids: ConditionIds
    background: Text | None
    role: Text | None
    sources: list[Source]


class ConditionAgent(TypedDict):
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


class ConditionResult(TypedDict):
    query: str
    matched: Matched
    condition: Condition
    agents: list[ConditionAgent]


class Child(TypedDict):
    id: str
    name: str
    agents: int


class Target(TypedDict):
    symbol: str
    name: str


class Mechanism(TypedDict):
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
    steps: list[Text]
    targets: list[Target]
    cells: list[str]
    sources: list[Source]


class AgentRow(TypedDict):
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


class MechanismResult(TypedDict):
    query: str
    matched: Matched
    mechanism: Mechanism
    agents: list[AgentRow]


class Risk(TypedDict):
    id: str
    name: str
    synonyms: list[str]
    definition: str
    parent: str | None
    parent_name: str | None
    children: list[Named]
    refs: list[str]
    sources: list[Source]


class RiskAgent(TypedDict):
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


class RiskResult(TypedDict):
    query: str
    matched: Matched
    risk: Risk
    agents: list[RiskAgent]


class TargetEntry(TypedDict):
    id: str
    name: str
    synonyms: list[str]
    refs: list[str]
    sources: list[Source]


class TargetAgent(TypedDict):
    symbol: str
    name: str
    action: str
    through: str | None
    id: str
    target_name: str
    effect: Effect
    classes: list[str]
    mechanisms: list[str]
    routes: list[Route]
    status: MarketStatus
    text: str
    refs: list[str]


class TargetResult(TypedDict):
    query: str
    matched: Matched
    target: TargetEntry
    agents: list[TargetAgent]


class SearchResult(TypedDict):
    kind: Literal["agent", "condition", "mechanism", "target", "risk", "interactant", "term", "consideration", "primer"]
    id: str
    name: str
    where: str
    snippet: str


class Item(TypedDict):
    query: str
    matched: Matched | None
    id: str | None
    name: str | None
    kind: Literal["agent", "mechanism", "group", "drug", "vaccine", "food"] | None


Finding = TypedDict(
    "Finding",
    {
        "level": InteractionLevel,
        "basis": Basis,
        "agents": list[str],
        "agent_names": list[str],
        "with": str | None,
        "with_name": str | None,
        "effect": str,
        "action": str,
        "note": str | None,
        "why": str,
        "only": list[str],
        "partner": str | None,
        "partners": list[str],
        "refs": list[str],
        "why_refs": list[str],
    },
)


class NotChecked(TypedDict):
    query: str | None
    what: str
    pair: list[str]
    why: str


class CheckResult(TypedDict):
    queries: list[Item]
    states: list[PatientState]
    conditions: list[str]
    findings: list[Finding]
    not_checked: list[NotChecked]
    sources: list[Source]


class CompareQuery(TypedDict):
    query: str
    matched: Matched | None
    id: str | None


class Partners(TypedDict):
    contraindicated: int
    major: int
    moderate: int
    minor: int


class ComparedAgent(TypedDict):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    label: Label | None
    approvals: list[Approval]
    modality: str
    mechanisms: list[str]
    targets: list[AgentTarget]
    routes: list[Route]
    status: MarketStatus
    coverage: Coverage
    scope: str | None
    parts: Parts
    none_listed: dict[str, list[str]]
    interactions: Partners
    sources: list[Source]


class Through(TypedDict):
    id: str
    name: str
    level: FactLevel


class CompareFact(TypedDict):
    level: FactLevel
    text: str | None
    note: str | None
    regions: list[Region]
    routes: list[Route]
    refs: list[str]


class Cell(TypedDict):
    level: CellLevel
    through: list[Through]
    facts: list[CompareFact]


class CompareRow(TypedDict):
    part: ComparePart
    id: str
    name: str
    kind: str | None
    parent: str | None
    same: bool
    cells: dict[str, Cell]


class CompareResult(TypedDict):
    queries: list[CompareQuery]
    only: list[ComparePart | Literal["differences"]]
    agents: list[ComparedAgent]
    rows: list[CompareRow]
    left_out: dict[ComparePart, int]


class ChecklistQuery(TypedDict):
    query: str
    matched: Matched | None
    id: str | None


class ChecklistAgent(TypedDict):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    label: Label | None
    approvals: list[Approval]
    coverage: Coverage
    scope: str | None
    sources: list[Source]


class ChecklistCarrier(TypedDict):
    note: str | None
    refs: list[str]
    id: str
    routes: list[Route]


class ChecklistHazard(TypedDict):
    risk: str
    name: str
    parent: str | None
    agents: list[ChecklistCarrier]


class ChecklistTime(TypedDict):
    text: str
    from_day: int | None
    to_day: int | None
    every_days: int | None


class ChecklistEntry(TypedDict):
    note: str | None
    refs: list[str]
    id: str
    when: str | None
    advice: str | None
    routes: list[Route]


class ChecklistItem(TypedDict):
    phase: Phase
    at: ChecklistTime | None
    kind: Literal["rule-out", "test", "vaccination", "prophylaxis", "assessment", "counselling"]
    check: str | None
    name: str
    agents: list[ChecklistEntry]


class ChecklistNone(TypedDict):
    agent: str
    part: ChecklistPart
    refs: list[str]


class ChecklistMissing(TypedDict):
    agent: str
    part: ChecklistPart


class ChecklistResult(TypedDict):
    queries: list[ChecklistQuery]
    phases: list[Phase]
    agents: list[ChecklistAgent]
    boxed: list[ChecklistHazard]
    items: list[ChecklistItem]
    none_listed: list[ChecklistNone]
    not_covered: list[ChecklistMissing]
