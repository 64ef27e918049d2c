"""Closed word lists of the catalogue, for its format and for the command line alike."""

from typing import Literal, get_args

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
INTERACTION_LEVELS: tuple[InteractionLevel, ...] = get_args(InteractionLevel)  # the gravest first
PatientState = Literal["pregnancy", "breastfeeding"]
AdviceLevel = Literal["contraindicated", "avoid", "weigh", "compatible"]
SafetyPart = Literal[
    "warnings",
    "contraindications",
    "before_starting",
    "monitoring",
    "interactions",
    "vaccines",
    "pregnancy",
    "lactation",
    "contraception",
]
SAFETY_PARTS: tuple[SafetyPart, ...] = get_args(SafetyPart)  # as pages show them
Phase = Literal["before", "during", "event", "after"]  # of treatment, in order
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
MarketStatus = Literal["marketed", "withdrawn"]
Color = Literal["auto", "always", "never"]
# of any fact when agents stand side by side, the gravest first
ListedLevel = Literal[WarningLevel, AdviceLevel, InteractionLevel, UseStatus, "listed"]
