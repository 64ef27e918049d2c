"""The format of the vocabularies, and of a catalogue file as a whole."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from immunomod.catalogue.agent import Agent, Cited, CitedText, Strict
from immunomod.catalogue.medication_words import ListName, ListWords
from immunomod.catalogue.types import Date, Name, Ref, Slug, Symbol, Text, Url
from immunomod.words import Category, Effect, Route, Topic


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
    ids: ConditionIds = Field(default_factory=ConditionIds)
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


class Counts(Strict):
    """Agents that belong to a group by their nature, though no source names them as members.

    An agent counts when it fits every key that is given: any value of a key, descendants included.
    """

    effects: list[Effect] = []
    mechanisms: list[Slug] = Field([], description="Ids of `mechanisms`, inner nodes too.")
    modalities: list[Name] = Field([], description="Modalities as agents have them.")
    conditions: list[Slug] = Field([], description="Ids of `conditions`: approved for one of them.")
    routes: list[Route] = []
    note: Text = Field(description="Which words of the labels this stands for, and what was decided.")


class Interactant(Strict):
    """A drug, group of drugs, vaccine or food that agents interact with."""

    name: Name
    kind: Literal["group", "drug", "vaccine", "food"]
    synonyms: list[Name] = []
    note: Text | None = None
    members: list[Member] = []
    counts: Counts | None = Field(None, description="For open groups: who else counts.")


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
    url: Url | None = Field(None, description="Address; `{0}` stands for the first word of the section cited.")
    licence: Text | None = None
    note: Text | None = None


class SharedName(Strict):
    """A name that may mean several entries: asking for it lists them instead of picking one."""

    agents: list[Slug] = []
    conditions: list[Slug] = []
    targets: list[Symbol] = []
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
    list_names: dict[Slug, ListName] = {}
    list_words: dict[Slug, ListWords] = {}


KINDS = tuple(name for name in CatalogueFile.model_fields if name != "catalogue")
