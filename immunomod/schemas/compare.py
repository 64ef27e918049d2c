"""Agents side by side as output shows them: one shape of row for every part."""

from typing import Literal

from pydantic import Field

from immunomod.schemas.entries import AgentShort
from immunomod.schemas.parts import AgentTarget, Matched, Out, Parts, SourceOut
from immunomod.words import Coverage, ListedLevel, MarketStatus, Region, Route

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
CellLevel = FactLevel | Literal["kind", "broader", "not listed", "not covered"]


class CompareQuery(Out):
    query: str
    matched: Matched | None
    id: str | None = Field(description="The agent that the query led to; a group has one entry for each of its agents.")


class Partners(Out):
    """How many interaction partners an agent has at each level."""

    contraindicated: int
    major: int
    moderate: int
    minor: int


class ComparedAgent(AgentShort):
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
    sources: list[SourceOut]


class CompareFact(Out):
    level: FactLevel
    text: str | None = Field(
        description="Population of a use, schedule of a test, effect and action of an interaction, or advice; else null."
    )
    note: str | None
    regions: list[Region]
    routes: list[Route]
    refs: list[str] = Field(description="As in the agent's safety block: `label:` is the agent's own label.")


class Through(Out):
    id: str
    name: str
    level: FactLevel


class Cell(Out):
    level: CellLevel = Field(
        description="The gravest level of the facts. Without a fact: kind (the agent lists a kind of it), broader (it lists what "
        "this is a kind of), not listed (the source was covered and does not name it), not covered (not known here). "
        "`none listed` comes with the section that states it."
    )
    through: list[Through] = Field(description="For kind and broader: the rows in which the agent has a fact.")
    facts: list[CompareFact]


class CompareRow(Out):
    part: ComparePart
    id: str = Field(description="A condition, risk, check, partner or vaccine kind; for a part of one row the part itself.")
    name: str
    kind: str | None = Field(description="Of a check or an interaction partner.")
    parent: str | None = Field(description="In risks and uses: the row that this is a kind of.")
    same: bool = Field(description="The same for all: level, text and regions; in uses and interactions not the text.")
    cells: dict[str, Cell] = Field(description="One cell for each agent, by its id.")


class CompareResult(Out):
    queries: list[CompareQuery]
    only: list[ComparePart | Literal["differences"]]
    agents: list[ComparedAgent]
    rows: list[CompareRow]
    left_out: dict[ComparePart, int] = Field(description="For each part shown, how many rows `--only differences` left out.")
