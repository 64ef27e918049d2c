"""Other drugs, vaccines and foods are found by the names that people type."""

import pytest

from immunomod.catalogue.model import Catalogue
from immunomod.index.reader import Index
from immunomod.query.find import lookup


@pytest.mark.parametrize(
    ("names", "id"),
    [
        (("rifampicin", "rifampin"), "rifampicin"),
        (("paracetamol", "acetaminophen"), "paracetamol"),
        (("acetylsalicylic acid", "aspirin", "ASA"), "acetylsalicylic-acid"),
        (("co-trimoxazole", "trimethoprim-sulfamethoxazole", "trimethoprim/sulfamethoxazole", "TMP-SMX"), "co-trimoxazole"),
        (("furosemide", "frusemide"), "furosemide"),
        (("aciclovir", "acyclovir"), "aciclovir"),
        (("glibenclamide", "glyburide"), "glibenclamide"),
        (("phenobarbital", "phenobarbitone"), "phenobarbital"),
        (("lidocaine", "lignocaine"), "lidocaine"),
        (("live vaccine", "live vaccines", "live-attenuated vaccine"), "live-vaccines"),
        (("inactivated vaccine", "inactivated vaccines", "non-live vaccine"), "inactivated-vaccines"),
        (("MMR", "MMR vaccine", "measles, mumps and rubella vaccine"), "mmr-vaccine"),
        (("flu vaccine", "influenza vaccine"), "influenza-vaccines"),
        (("flu shot",), "influenza-vaccine-inactivated"),
        (("shingles vaccine", "zoster vaccine"), "zoster-vaccines"),
        (("grapefruit", "grapefruit juice"), "grapefruit"),
        (("St John's wort", "St. John's wort", "Hypericum perforatum"), "st-johns-wort"),
        (("birth control pill", "the pill", "oral contraceptive", "oral contraceptives"), "oral-contraceptives"),
        (("statin", "statins"), "statins"),
        (("NSAID", "NSAIDs"), "nsaids"),
        (("PPI", "proton pump inhibitor"), "ppis"),
        (("ACE inhibitor", "ACE inhibitors"), "ace-inhibitors"),
        (("blood thinner", "anticoagulants"), "anticoagulants"),
        (("biologic", "biologics", "biological"), "biologics"),
        (("immunosuppressant", "immunosuppressants"), "immunosuppressants"),
    ],
)
def test_a_common_name_leads_to_its_interactant(index: Index, names: tuple[str, ...], id: str) -> None:
    for name in names:
        assert [match.id for match in lookup(index, "interactant", name).matches] == [id], name


def test_a_kind_of_vaccine_that_may_be_live_is_a_group_with_both(catalogue: Catalogue) -> None:
    live = {member.id for member in catalogue.interactants["live-vaccines"].members}
    other = {member.id for member in catalogue.interactants["inactivated-vaccines"].members}
    for group in ("influenza-vaccines", "zoster-vaccines"):
        members = {member.id for member in catalogue.interactants[group].members}
        assert members & live, group
        assert members & other, group


def test_who_counts_as_an_open_group_is_a_member_in_spirit(catalogue: Catalogue) -> None:
    from immunomod.index.open_groups import agents

    for group in ("immunosuppressants", "potent-immunosuppressants", "biologic-dmards", "dmards"):
        counts = catalogue.interactants[group].counts
        assert counts is not None, group
        found = agents(catalogue, counts)
        assert not {"pimecrolimus", "crisaborole", "omalizumab", "c1-inhibitor", "filgrastim"} & set(found), group
    counts = catalogue.interactants["immunosuppressants"].counts
    assert counts is not None
    named = {member.id for member in catalogue.interactants["immunosuppressants"].members if member.id in catalogue.agents}
    assert named <= set(agents(catalogue, counts)), "an agent that a label names counts by its nature too"
