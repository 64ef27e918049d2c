"""The result of `annotate` in the formats that show results; tables have the same fields as columns."""

from typing import Literal

from pydantic import Field

from immunomod.schemas.parts import Out
from immunomod.words import Effect


class NamedAgent(Out):
    id: str
    name: str
    effect: Effect
    classes: list[str]
    mechanisms: list[str]
    atc: list[str]
    matched_text: str = Field(description="The text that names the agent, as it stands.")
    match_kind: str = Field(description="name, us_name, synonym, brand, biosimilar, code, abbreviation, an identifier, or fuzzy.")


class AnnotateResult(Out):
    text: str
    agent_id: str | None = Field(description="Several agents are joined by `; `, here and in the fields below.")
    matched_text: str | None
    match_kind: str | None
    effect: str | None
    mechanism: str | None = Field(description="Several mechanisms of one agent are joined by a comma; likewise ATC codes.")
    atc: str | None
    route: str | None = Field(description="What the text says; null when it says none or nothing matched.")
    route_class: Literal["local", "systemic"] | None
    distance: int | None = Field(description="Slips corrected under --fuzzy; 0 for an exact match.")
    left_out: list[str] = Field(description="Names in the text that mean something else as often and are never used.")
    agents: list[NamedAgent]
