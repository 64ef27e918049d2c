"""How a finding is reasoned: what is said once, what holds for some members only, what gives way, what was not looked at."""

from collections.abc import Sequence

import pytest

from immunomod.index.reader import Index
from immunomod.query.check import check
from immunomod.query.result import View
from immunomod.text import several


def asked(index: Index, *names: str, states: Sequence[str] = (), diseases: Sequence[str] = ()) -> View:
    (item,) = check(index, [[name] for name in names], states, diseases).results
    return item


def said(index: Index, *names: str, **options: Sequence[str]) -> list[tuple[str, str, str]]:
    """Level, basis and effect of the findings."""
    return [(f["level"], f["basis"], f["effect"]) for f in asked(index, *names, **options)["findings"]]


def test_a_source_that_says_the_same_of_two_groups_is_told_once(index: Index) -> None:
    found = [f for f in asked(index, "methotrexate", "naproxen")["findings"] if f["effect"].startswith("more organ toxicity")]
    assert [f["partners"] for f in found] == [["hepatotoxic-drugs", "nephrotoxic-drugs"]]
    assert found[0]["partner"] == "hepatotoxic-drugs"
    assert "hepatotoxic drugs; naproxen counts among nephrotoxic drugs" in found[0]["why"]


def test_what_holds_for_some_of_a_group_names_them(index: Index) -> None:
    found = {f["partner"]: f["only"] for f in asked(index, "fingolimod", "beta blockers")["findings"]}
    assert found["antiarrhythmics-class-iii"] == ["sotalol"]
    assert found["beta-blockers"] == []


def test_a_vaccine_that_may_be_live_is_named_by_the_kind(index: Index) -> None:
    found = {f["partner"]: f["only"] for f in asked(index, "ocrelizumab", "flu vaccine")["findings"]}
    assert found["live-vaccines"] == ["live attenuated influenza vaccine, nasal"]


def test_a_contraindication_within_an_interaction_leads_its_effect(index: Index) -> None:
    found = {f["partner"]: f for f in asked(index, "voclosporin", "ketoconazole")["findings"]}
    assert found["strong-cyp3a-inhibitors"]["level"] == "contraindicated"
    assert found["strong-cyp3a-inhibitors"]["effect"].startswith("contraindication: use of a strong CYP3A4 inhibitor")


def test_what_is_contraindicated_in_a_state_only_is_so_when_the_state_is_given(index: Index) -> None:
    assert {level for level, _, _ in said(index, "colchicine", "ciclosporin")} == {"major", "moderate"}
    found = said(index, "colchicine", "ciclosporin", diseases=["renal impairment"])
    assert "contraindicated" in {level for level, _, effect in found if "in a patient with renal or hepatic impairment" in effect}


def test_a_line_that_is_against_the_pair_as_well_makes_no_graver_one_milder(index: Index) -> None:
    found = {
        f["partner"]: f["level"] for f in asked(index, "natalizumab", "infliximab")["findings"] if f["agents"] == ["natalizumab"]
    }
    assert found == {"immunosuppressants": "contraindicated", "tnf-blockade": "major"}


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("mepolizumab", "benralizumab", "both are IL-5 pathway blockers"),
        ("azathioprine", "mercaptopurine", "both are purine antimetabolites"),
        ("prednisone", "dexamethasone", "both are corticosteroids"),
        ("filgrastim", "pegfilgrastim", "both are G-CSFs"),
    ],
)
def test_two_of_a_class_are_a_finding_where_no_source_speaks_of_them(index: Index, one: str, other: str, name: str) -> None:
    (found,) = (f for f in asked(index, one, other)["findings"] if f["basis"] == "same class")
    assert (found["effect"], found["agents"], found["with"]) == (name, sorted((one, other)), None)
    assert found["refs"]
    assert len(set(found["refs"])) == len(found["refs"])


@pytest.mark.parametrize(
    ("one", "other"), [("adalimumab", "etanercept"), ("leflunomide", "teriflunomide"), ("tacrolimus", "ciclosporin")]
)
def test_two_of_a_class_of_which_a_source_speaks_are_told_in_its_words(index: Index, one: str, other: str) -> None:
    assert "same class" not in {basis for _, basis, _ in said(index, one, other)}


def test_a_class_and_its_member_are_no_duplicate(index: Index) -> None:
    assert "same class" not in {basis for _, basis, _ in said(index, "corticosteroids", "prednisone")}


def test_a_reason_reads_as_a_sentence(index: Index) -> None:
    why = {
        (f["with"], f["partner"]): f["why"]
        for f in asked(index, "pembrolizumab", "prednisone", "rituximab", "lenalidomide")["findings"]
    }
    assert why["prednisone", "corticosteroids"] == "prednisone counts among corticosteroids"
    assert (
        why["prednisone", "immunosuppressants"] == "prednisone counts among immunosuppressants, being one of the corticosteroids"
    )
    assert why["lenalidomide", "thalidomide-analogue-combination"].endswith("analogues, when given with dexamethasone")
    plural = {f["partner"]: f["why"] for f in asked(index, "sarilumab", "oral contraceptives")["findings"]}
    assert plural["cyp3a-substrates"].startswith("oral contraceptives count among CYP3A substrates")


def test_plurals_of_class_names() -> None:
    assert [several(noun) for noun in ("TNF blocker", "CD20 antibody", "CAR T-cell therapy", "X-ray")] == [
        "TNF blockers",
        "CD20 antibodies",
        "CAR T-cell therapies",
        "X-rays",
    ]


def test_a_class_is_called_by_its_drugs(index: Index) -> None:
    named = [query["name"] for query in asked(index, "JAKi", "steroids", "anti-IL-17")["queries"]]
    assert named == ["JAK inhibitors", "corticosteroids", "IL-17 blockers"]


def test_bcg_against_tuberculosis_is_not_only_the_one_for_the_bladder(index: Index) -> None:
    found = {
        f["with"]: f["level"] for f in asked(index, "ustekinumab", "BCG vaccine")["findings"] if f["agents"] == ["ustekinumab"]
    }
    assert found["bcg-tuberculosis-vaccine"] == "major"


def test_advice_and_a_contraindication_that_only_names_the_state_are_told_once(index: Index) -> None:
    item = asked(index, "thalidomide", states=["pregnancy"])
    assert [(f["basis"], f["level"]) for f in item["findings"]] == [("pregnancy", "contraindicated")]
    assert "thalidomide:4.1" in item["findings"][0]["refs"]
    narrower = said(index, "azathioprine", states=["pregnancy"])
    assert ("contraindicated", "contraindication", "rheumatoid arthritis treatment in pregnancy") in narrower


@pytest.mark.parametrize("name", ["pregnancy", "Pregnant"])
def test_pregnancy_as_a_condition_is_the_state(index: Index, name: str) -> None:
    assert said(index, "nivolumab", diseases=[name]) == said(index, "nivolumab", states=["pregnancy"])


@pytest.mark.parametrize(
    ("agent", "disease", "partner"),
    [
        ("adalimumab", "multiple sclerosis", "demyelinating-disease"),
        ("tofacitinib", "smoking", "mace"),
        ("dapsone", "G6PD deficiency", "g6pd-haemolysis"),
        ("azathioprine", "TPMT", "genetic-susceptibility"),
        ("tacrolimus", "diabetes", "new-onset-diabetes"),
    ],
)
def test_a_warning_is_found_by_its_words_or_its_hazard(index: Index, agent: str, disease: str, partner: str) -> None:
    assert partner in {f["partner"] for f in asked(index, agent, diseases=[disease])["findings"]}


def test_a_contraindication_about_a_wider_thing_says_so(index: Index) -> None:
    (found,) = (f for f in asked(index, "etanercept", diseases=["TB"])["findings"] if f["basis"] == "contraindication")
    assert found["why"] == "the contraindication is about serious infection, of which tuberculosis is a kind"


def test_silence_on_a_disease_is_said_for_each_that_is_silent(index: Index) -> None:
    item = asked(index, "natalizumab", "infliximab", "ibuprofen", diseases=["heart failure"])
    assert {f["agents"][0] for f in item["findings"] if f["with"] == "heart-failure"} == {"infliximab"}
    assert "natalizumab and ibuprofen: heart failure" in [gap["what"] for gap in item["not_checked"]]


def test_a_disease_among_the_drugs_is_told_where_it_belongs(index: Index) -> None:
    (error,) = check(index, [["infliximab"], ["heart failure"]]).errors
    assert "--condition 'heart failure'" in error.message


@pytest.mark.parametrize(
    ("other", "partner"), [("co-amoxiclav", "penicillins"), ("Augmentin", "penicillins"), ("Bactrim", "co-trimoxazole")]
)
def test_methotrexate_finds_antibiotics_by_the_names_people_type(index: Index, other: str, partner: str) -> None:
    assert (partner, "major") in {(f["partner"], f["level"]) for f in asked(index, "methotrexate", other)["findings"]}


def test_paxlovid_counts_as_a_strong_inhibitor(index: Index) -> None:
    found = {f["partner"]: f["level"] for f in asked(index, "tacrolimus", "Paxlovid")["findings"]}
    assert found["strong-cyp3a-inhibitors"] == "major"


def test_an_answer_without_findings_says_what_silence_means(index: Index) -> None:
    result = check(index, [["omalizumab"], ["paracetamol"]])
    assert result.results[0]["findings"] == []
    assert any("no statement that these go together" in notice for notice in result.notices)


def test_a_misspelt_disease_is_suggested_among_hazards_too(index: Index) -> None:
    (error,) = check(index, [["infliximab"]], diseases=["heart failur"]).errors
    assert "heart-failure" in error.suggestions or "heart failure" in error.suggestions
