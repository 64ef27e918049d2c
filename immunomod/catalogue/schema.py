"""The catalogue's format: what each kind of entry holds, as pydantic models.

All scalars arrive as text. Field descriptions end up in the JSON Schema that editors use.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Refs = Annotated[list[Ref], Field(min_length=1)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Symbol = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9@-]*$", max_length=20)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]

Effect = Literal["suppresses", "stimulates", "modulates"]
Region = Literal["US", "EU"]
Route = Literal[
    "oral",
    "intravenous",
    "subcutaneous",
    "intramuscular",
    "intradermal",
    "intra-articular",
    "intralesional",
    "soft-tissue",
    "topical",
    "ophthalmic",
    "intravitreal",
    "inhaled",
    "nasal",
    "rectal",
    "otic",
    "intravesical",
    "intrathecal",
    "implant",
]
UseStatus = Literal["approved", "off-label", "investigational"]
WarningLevel = Literal["boxed", "warning"]
InteractionLevel = Literal["contraindicated", "major", "moderate", "minor"]
Coverage = Literal["label", "partial", "none"]
Category = Literal[
    "autoimmune",
    "allergy and asthma",
    "transplantation",
    "cancer",
    "neurology",
    "blood",
    "infection",
    "immunodeficiency",
    "other",
]
Topic = Literal[
    "supervision",
    "individual assessment",
    "interactions",
    "infection",
    "vaccination",
    "pregnancy",
    "malignancy",
    "monitoring",
    "stimulation",
    "surgery",
]
NoneListed = Literal["warnings", "contraindications", "before_starting", "monitoring", "interactions", "vaccines"]


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
    status: Literal["approved", "discontinued", "withdrawn"]
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
    condition: Slug | None = None
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
    advice: Text
    note: Text | None = None


class Advice(Cited):
    advice: Text
    note: Text | None = None


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
    none_listed: NoneListedRefs = NoneListedRefs()
    warnings: list[Warning] = []
    contraindications: list[Contraindication] = []
    before_starting: list[Before] = []
    monitoring: list[Monitoring] = []
    interactions: list[Interaction] = []
    vaccines: list[Vaccine] = []
    pregnancy: Advice | None = None
    lactation: Advice | None = None
    contraception: Advice | None = None


class Agent(Strict):
    """One immune-modulating drug."""

    name: Name = Field(description="International nonproprietary name (INN).")
    us_name: Name | None = Field(None, description="US adopted name where it differs from the INN.")
    synonyms: list[Name] = []
    codes: list[Name] = Field([], description="Development codes.")
    brands: Regional = Regional()
    former_brands: Regional = Regional()
    biosimilars: list[Biosimilar] = []
    former_ids: list[Slug] = Field([], description="Ids this entry had before; they lead here for ever.")
    effect: Effect
    modality: Name
    mechanisms: list[Slug] = Field(min_length=1)
    targets: list[Target] = []
    action: CitedText
    routes: list[Route] = Field([], description="Empty when no source at hand states it.")
    status: Literal["marketed", "withdrawn"]
    approvals: list[Approval] = []
    ids: Identifiers = Identifiers()
    label: Label | None = None
    labels: dict[Slug, Label] = Field({}, description="Labels of further formulations, cited by their key.")
    uses: list[Use] = []
    safety: Safety


class ConditionIds(Strict):
    mondo: Annotated[str, StringConstraints(pattern=r"^MONDO:\d{7}$")] | None = None
    doid: Annotated[str, StringConstraints(pattern=r"^DOID:\d+$")] | None = None
    icd10cm: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]+)?$")]] = []
    mesh: Annotated[str, StringConstraints(pattern=r"^[CD]\d+$")] | None = None


class Condition(Strict):
    """A disease or setting in which immune modulators are used."""

    name: Name
    synonyms: list[Name] = []
    category: Category
    parent: Slug | None = None
    ids: ConditionIds = ConditionIds()
    background: CitedText | None = Field(None, description="What goes wrong in the immune system.")
    role: CitedText | None = Field(None, description="What modulators do about it.")
    former_ids: list[Slug] = []


class Mechanism(Strict):
    """A node of the mechanism tree; leaves have steps and a class name."""

    name: Name
    class_name: Name | None = Field(None, description="What a drug that acts so is called, e.g. TNF blocker.")
    synonyms: list[Name] = []
    parent: Slug | None = None
    effect: Effect
    summary: CitedText
    targets: list[Symbol] = []
    cells: list[Name] = []
    steps: list[CitedText] = Field([], description="From molecule to clinical effect, in order.")
    former_ids: list[Slug] = []


class TargetGene(Strict):
    """A molecular target, keyed by its HGNC symbol."""

    name: Name
    synonyms: list[Name] = []
    refs: list[Ref] = []


class Risk(Strict):
    """A hazard, named as in MedDRA with British spelling."""

    name: Name
    synonyms: list[Name] = []
    definition: Text
    parent: Slug | None = None
    refs: list[Ref] = []


class Check(Strict):
    """Something to test, give, agree or assess before or during treatment."""

    name: Name
    kind: Literal["test", "vaccination", "counselling", "prophylaxis", "assessment"]
    synonyms: list[Name] = []
    definition: Text | None = None


class Member(Cited):
    id: Slug


class Interactant(Strict):
    """A drug, group of drugs, vaccine or food that agents interact with."""

    name: Name
    kind: Literal["group", "drug", "vaccine", "food"]
    synonyms: list[Name] = []
    note: Text | None = None
    members: list[Member] = []


class Term(Cited):
    """A word explained by `immunomod about`."""

    name: Name
    synonyms: list[Name] = []
    definition: Text
    see: list[Slug] = []


class Consideration(Cited):
    """Something that holds for many or all immune modulators."""

    topic: Topic
    name: Name
    advice: Text


class Section(Cited):
    """One section of the primer, in the order of the file."""

    title: Name
    text: list[Text] = Field(min_length=1)
    see: list[Text] = Field([], description="Commands that show more.")


class Source(Strict):
    title: Text
    publisher: Text | None = None
    kind: Literal["label", "regulator", "guideline", "review", "reference", "database"]
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(
        None, description="Address; `{0}` stands for the first word of the section cited."
    )
    licence: Text | None = None
    note: Text | None = None


class SharedName(Strict):
    """A name that may mean several entries: asking for it lists them instead of picking one."""

    agents: list[Slug] = []
    conditions: list[Slug] = []
    note: Text | None = None


class Header(Strict):
    """What the catalogue as a whole says of itself."""

    version: Name
    updated: Date
    identity_sources: list[Slug] = []


class CatalogueFile(Strict):
    """A catalogue file: any of these kinds, each a mapping of id to entry."""

    catalogue: Header | None = None
    agents: dict[Slug, Agent] = {}
    conditions: dict[Slug, Condition] = {}
    mechanisms: dict[Slug, Mechanism] = {}
    targets: dict[Symbol, TargetGene] = {}
    risks: dict[Slug, Risk] = {}
    checks: dict[Slug, Check] = {}
    interactants: dict[Slug, Interactant] = {}
    terms: dict[Slug, Term] = {}
    considerations: dict[Slug, Consideration] = {}
    primer: dict[Slug, Section] = {}
    sources: dict[Slug, Source] = {}
    shared_names: dict[Name, SharedName] = {}


KINDS = tuple(name for name in CatalogueFile.model_fields if name != "catalogue")
