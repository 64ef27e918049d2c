"""The format of an agent's entry. Field descriptions end up in the JSON Schema that editors use."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from immunomod.catalogue.types import Date, Name, Refs, Slug, Symbol, Text, Url
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


class Strict(BaseModel):
    """Base: unknown keys are errors and entries cannot be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Strict):
    refs: Refs = Field(description="Sources: `5.4` is a section of the agent's own label, others are `source:section`.")


class CitedText(Cited):
    text: Text = Field(description="One or two short sentences in our own words.")


class Regional(Strict):
    US: list[Name] = []
    EU: list[Name] = []


class Biosimilar(Strict):
    name: Name | None = Field(None, description="Nonproprietary name with suffix, e.g. adalimumab-aaty.")
    brand: Name | None = Field(None, description="Brand, e.g. Yuflyma.")
    regions: list[Region] = Field(min_length=1)


class Target(Strict):
    symbol: Symbol = Field(description="HGNC gene symbol, an id of `targets`.")
    action: Name = Field(description="inhibits, blocks, binds, activates, depletes ...")
    through: Symbol | None = Field(None, description="The protein it works through, e.g. FKBP1A.")


class Approval(Strict):
    authority: Literal["FDA", "EMA"]
    product: Name
    number: Name
    status: Literal["approved", "discontinued", "withdrawn", "refused"]
    date: Date | None = None
    url: Url | None = None


class Identifiers(Strict):
    atc: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[A-Z]{2}\d\d$")]] = []
    unii: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{10}$")] | None = None
    rxcui: Annotated[str, StringConstraints(pattern=r"^\d+$")] | None = None
    chembl: Annotated[str, StringConstraints(pattern=r"^CHEMBL\d+$")] | None = None
    drugbank: Annotated[str, StringConstraints(pattern=r"^DB\d{5}$")] | None = None
    cas: Annotated[str, StringConstraints(pattern=r"^\d+-\d\d-\d$")] | None = None
    mesh: Annotated[str, StringConstraints(pattern=r"^[CD]\d+$")] | None = None


class Label(Strict):
    product: Text = Field(description="The product the label is of.")
    set_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")] | None = Field(
        None, description="DailyMed set id; absent only where no full label was available."
    )
    revised: Date | None = Field(None, description="Revision date as the label states it; absent when it states none.")
    scope: Text | None = Field(None, description="Set when the label is narrower than the agent.")
    url: Url | None = Field(None, description="Page, when there is no set id.")


class Use(Cited):
    condition: Slug
    status: UseStatus
    regions: list[Region] = Field(min_length=1)
    population: Text | None = None
    note: Text | None = None
    routes: list[Route] = Field([], description="Only when narrower than the agent's routes.")


class Warning(Cited):
    risk: Slug
    level: WarningLevel
    note: Text | None = None
    routes: list[Route] = []


class Contraindication(Cited):
    what: Text
    interactant: Slug | None = Field(None, alias="with")
    condition: Slug | None = Field(None, description="The disease it is not for, when it has an id of `conditions`.")
    risks: list[Slug] = Field([], description="The diseases or states it is not for, when they have ids of `risks`.")
    states: list[PatientState] = Field([], description="Set when it is about pregnancy or breastfeeding.")
    note: Text | None = None
    routes: list[Route] = []


class Before(Cited):
    do: Slug
    note: Text | None = None


class Monitoring(Cited):
    test: Slug
    when: Text
    note: Text | None = None


class Interaction(Cited):
    interactant: Slug = Field(alias="with", description="An interactant, another agent, or a mechanism.")
    level: InteractionLevel
    effect: Text
    action: Text
    note: Text | None = None


class Vaccine(Cited):
    kind: Literal["live", "inactivated", "all"]
    level: InteractionLevel = Field(description="How grave the advice is, by the rule for interactions.")
    advice: Text
    note: Text | None = None


class Advice(Cited):
    advice: Text
    note: Text | None = None


class StateAdvice(Advice):
    """Advice for pregnancy or breastfeeding."""

    level: AdviceLevel | None = Field(None, description="How strict the advice is; the strictest source counts.")


class NoneListedRefs(Strict):
    """Parts for which the source itself says that there is none."""

    warnings: Refs | None = None
    contraindications: Refs | None = None
    before_starting: Refs | None = None
    monitoring: Refs | None = None
    interactions: Refs | None = None
    vaccines: Refs | None = None


class Safety(Strict):
    coverage: Coverage
    scope: Text | None = None
    none_listed: NoneListedRefs = Field(default_factory=NoneListedRefs)
    warnings: list[Warning] = []
    contraindications: list[Contraindication] = []
    before_starting: list[Before] = []
    monitoring: list[Monitoring] = []
    interactions: list[Interaction] = []
    vaccines: list[Vaccine] = []
    pregnancy: StateAdvice | None = None
    lactation: StateAdvice | None = None
    contraception: Advice | None = None


class Agent(Strict):
    """One immune-modulating drug."""

    name: Name = Field(description="International nonproprietary name (INN).")
    us_name: Name | None = Field(None, description="US adopted name where it differs from the INN.")
    synonyms: list[Name] = []
    codes: list[Name] = Field([], description="Development codes.")
    brands: Regional = Field(default_factory=Regional)
    former_brands: Regional = Field(default_factory=Regional)
    biosimilars: list[Biosimilar] = []
    former_ids: list[Slug] = Field([], description="Ids this entry had before; they lead here for ever.")
    effect: Effect
    modality: Name
    mechanisms: list[Slug] = Field(min_length=1)
    targets: list[Target] = []
    action: CitedText
    routes: list[Route] = Field([], description="Empty when no source at hand states it.")
    status: MarketStatus
    approvals: list[Approval] = []
    ids: Identifiers = Field(default_factory=Identifiers)
    label: Label | None = None
    labels: dict[Slug, Label] = Field({}, description="Labels of further formulations, cited by their key.")
    uses: list[Use] = []
    safety: Safety
