"""Names: every name leads to its entry, the longest run of words wins, a near match is only offered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from immunomod.catalogue import names
from immunomod.catalogue.model import Catalogue
from immunomod.index.reader import Index
from immunomod.query.entries import drug
from immunomod.query.find import find, lookup
from immunomod.query.suggest import suggestions


def ids(index: Index, space: str, *words: str) -> list[list[str]]:
    return [[match.id for match in found.matches] for found in find(index, space, words)]


def test_every_name_of_every_agent_leads_back_to_exactly_that_agent(index: Index, catalogue: Catalogue) -> None:
    shared = {names.fold(name) for name, entry in catalogue.shared_names.items() if entry.agents}
    for row in names.all_names(catalogue):
        if row.space == "agent" and row.folded not in shared:
            found = {match.id for match in lookup(index, "agent", row.value).matches}
            assert row.id in found, row
            assert len(found) == 1 or row.field == "atc", (row, found)


@pytest.mark.parametrize("space", ["condition", "mechanism", "risk", "term"])
def test_every_other_name_leads_back_to_its_entry(index: Index, catalogue: Catalogue, space: str) -> None:
    for row in names.all_names(catalogue):
        if row.space == space and row.kind != "targets" and row.field != "class":
            found = {match.id for match in lookup(index, space, row.value).matches}
            assert found == {row.id}, (row, found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["mycophenolate", "mofetil"], [["mycophenolate-mofetil"]]),
        (["mycophenolate"], [["mycophenolic-acid"]]),
        (["tacrolimus", "prograf", "humira"], [["tacrolimus"], ["tacrolimus"], ["adalimumab"]]),
        (["interferon", "beta-1a", "MMF"], [["interferon-beta-1a"], ["mycophenolate-mofetil"]]),
        (["interferon", "beta", "1a"], [["interferon-beta-1a"]]),
        (["certolizumab", "pegol", "nosuch", "infliximab"], [["certolizumab-pegol"], [], ["infliximab"]]),
        (["L04AD02"], [["tacrolimus"]]),
        (["DB00864"], [["tacrolimus"]]),
        (["adalimumab-aaty"], [["adalimumab"]]),
        (["Yuflyma"], [["adalimumab"]]),
        (["FK506"], [["tacrolimus"]]),
        (["cyclosporine"], [["ciclosporin"]]),
        (["rapamycin"], [["sirolimus"]]),
    ],
)
def test_the_longest_run_of_words_is_one_name(index: Index, words: list[str], expected: list[list[str]]) -> None:
    assert ids(index, "agent", *words) == expected


@pytest.mark.parametrize(
    "slip", ["tacrolimuss", "sirolimis", "temsirolimos", "prednisolon", "tofacitini", "tocilizuma", "azathioprin", "humirra"]
)
def test_a_near_match_is_never_used(index: Index, slip: str) -> None:
    result = drug(index, [[slip]])
    assert result.results == [{"query": slip, "matched": None, "agent": None}]
    assert result.errors[0].code == "not_found"
    assert result.status == 1


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("tacrolimos", "tacrolimus"),
        ("methotrexat", "methotrexate"),
        ("adalimumap", "adalimumab"),
        ("ustekinumb", "ustekinumab"),
        ("cyclophosphamid", "cyclophosphamide"),
        ("hydroxychloroquin", "hydroxychloroquine"),
        ("mycofenolate mofetil", "mycophenolate-mofetil"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(index: Index, slip: str, meant: str) -> None:
    offered = suggestions(index, "agent", slip)
    assert lookup(index, "agent", offered[0]).matches[0].id == meant


def test_two_misspelt_words_of_one_name_stay_together(index: Index) -> None:
    assert [found.query for found in find(index, "agent", ["mycofenolate", "mofetill"])] == ["mycofenolate mofetill"]


def test_a_group_lists_its_members_and_says_so(index: Index) -> None:
    result = drug(index, [["L04AB"]])
    assert {item["agent"]["id"] for item in result.results} >= {"adalimumab", "etanercept", "infliximab"}
    assert {item["matched"]["field"] for item in result.results} == {"atc_group"}
    assert "ATC group" in result.notices[0]


def test_a_class_lists_its_members_and_says_so(index: Index) -> None:
    result = drug(index, [["calcineurin", "inhibitor"]])
    assert {item["agent"]["id"] for item in result.results} >= {"ciclosporin", "tacrolimus", "voclosporin"}
    assert "not one agent" in result.notices[0]


def test_a_name_of_another_kind_is_pointed_to_its_command(index: Index) -> None:
    assert "immunomod condition asthma" in drug(index, [["asthma"]]).errors[0].message


@pytest.mark.parametrize(
    ("target", "mechanism"),
    [("PD-1", "pd-1-blockade"), ("PDCD1", "pd-1-blockade"), ("TNF", "tnf-blockade"), ("JAK1", "jak1-inhibition")],
)
def test_a_target_finds_its_mechanism(index: Index, target: str, mechanism: str) -> None:
    assert mechanism in ids(index, "mechanism", target)[0]


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("RA", "rheumatoid-arthritis"),
        ("SLE", "systemic-lupus-erythematosus"),
        ("UC", "ulcerative-colitis"),
        ("CD", "crohns-disease"),
        ("crohn's disease", "crohns-disease"),
        ("AD", "atopic-dermatitis"),
        ("eczema", "atopic-dermatitis"),
        ("MM", "multiple-myeloma"),
        ("NSCLC", "non-small-cell-lung-cancer"),
        ("RCC", "renal-cell-carcinoma"),
        ("M06.9", "rheumatoid-arthritis"),
        ("MONDO:0008383", "rheumatoid-arthritis"),
        ("GPA", "granulomatosis-with-polyangiitis"),
        ("MS", "multiple-sclerosis"),
    ],
)
def test_conditions_are_found_by_what_people_type(index: Index, name: str, condition: str) -> None:
    assert condition in ids(index, "condition", *name.split())[0]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_words_are_answered_one_for_one(index: Index, words: list[str]) -> None:
    founds = find(index, "agent", words)
    assert sum(len(found.query.split()) or 1 for found in founds) <= sum(max(1, len(word.split())) for word in words) + len(words)
    assert all(found.matches or found.query is not None for found in founds)


@pytest.fixture(scope="module")
def of_agents(catalogue: Catalogue) -> list[names.NameRow]:
    return [row for row in names.all_names(catalogue) if row.space == "agent"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_case_hyphens_and_space_never_matter(index: Index, of_agents: list[names.NameRow], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(of_agents))
    shaken = "".join(data.draw(st.sampled_from([c.upper(), c.lower()])) for c in row.value)
    shaken = shaken.replace("-", data.draw(st.sampled_from(["-", " ", "", "–"]))).replace(
        " ", data.draw(st.sampled_from([" ", "  ", ""]))
    )
    expected = [match.id for match in lookup(index, "agent", row.value).matches]
    assert [match.id for match in lookup(index, "agent", shaken).matches] == expected
