"""A regimen: what is found, why, in both directions, and what is said not to have been looked at."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.check import check
from immunomod.query.result import Result, View
from immunomod.refs import rests_on
from immunomod.words import INTERACTION_LEVELS


def asked(index: Index, *names: str, states: Sequence[str] = (), diseases: Sequence[str] = ()) -> View:
    (item,) = check(index, [[name] for name in names], states, diseases).results
    return item


def gravest(index: Index, one: str, other: str) -> str | None:
    """The gravest interaction or contraindication of two names."""
    found = [f["level"] for f in asked(index, one, other)["findings"] if f["basis"] in ("interaction", "contraindication")]
    return min(found, key=INTERACTION_LEVELS.index, default=None)


# the combinations of section 9 of the guideline notes that were read in their sources
SEEN = [
    ("azathioprine", "allopurinol", "major"),
    ("azathioprine", "febuxostat", "major"),
    ("mercaptopurine", "allopurinol", "major"),
    ("methotrexate", "trimethoprim", "major"),
    ("methotrexate", "co-trimoxazole", "major"),
    ("methotrexate", "nitrous oxide", "major"),
    ("methotrexate", "ibuprofen", "major"),
    ("methotrexate", "omeprazole", "major"),
    ("methotrexate", "probenecid", "major"),
    ("methotrexate", "dapsone", "major"),
    ("methotrexate", "pemetrexed", "major"),
    ("methotrexate", "pyrimethamine", "major"),
    ("methotrexate", "sulfonamides", "major"),
    ("natalizumab", "azathioprine", "contraindicated"),
    ("natalizumab", "immunosuppressants", "contraindicated"),
    ("natalizumab", "adalimumab", "contraindicated"),
    ("abatacept", "adalimumab", "major"),
    ("abatacept", "TNF blockers", "major"),
    ("etanercept", "anakinra", "major"),
    ("anakinra", "infliximab", "major"),
    ("adalimumab", "tocilizumab", "major"),
    ("tofacitinib", "azathioprine", "major"),
    ("tofacitinib", "ciclosporin", "major"),
    ("tofacitinib", "adalimumab", "major"),
    ("etanercept", "cyclophosphamide", "major"),
    ("ciclosporin", "simvastatin", "major"),
    ("ciclosporin", "lovastatin", "major"),
    ("ciclosporin", "atorvastatin", "major"),
    ("ciclosporin", "pravastatin", "major"),
    ("ciclosporin", "fluvastatin", "major"),
    ("everolimus", "simvastatin", "major"),
    ("everolimus", "lovastatin", "major"),
    ("tacrolimus", "ketoconazole", "major"),
    ("tacrolimus", "itraconazole", "major"),
    ("tacrolimus", "voriconazole", "major"),
    ("tacrolimus", "posaconazole", "major"),
    ("tacrolimus", "clarithromycin", "major"),
    ("tacrolimus", "ritonavir", "major"),
    ("tacrolimus", "letermovir", "major"),
    ("tacrolimus", "schisandra", "major"),
    ("tacrolimus", "grapefruit", "major"),
    ("sirolimus", "ketoconazole", "major"),
    ("sirolimus", "voriconazole", "major"),
    ("sirolimus", "itraconazole", "major"),
    ("sirolimus", "erythromycin", "major"),
    ("sirolimus", "telithromycin", "major"),
    ("sirolimus", "clarithromycin", "major"),
    ("leflunomide", "teriflunomide", "contraindicated"),
    ("adalimumab", "live vaccine", "major"),
    ("mycophenolate mofetil", "MMR", "major"),
    ("everolimus", "ramipril", "major"),
    ("pembrolizumab", "lenalidomide", "major"),
]


@pytest.mark.parametrize(("one", "other", "level"), SEEN)
def test_dangerous_combinations_are_found_at_their_level(index: Index, one: str, other: str, level: str) -> None:
    assert gravest(index, one, other) == level


def test_a_finding_says_effect_action_why_and_source(index: Index) -> None:
    (item,) = (f for f in asked(index, "azathioprine", "allopurinol")["findings"] if f["level"] == "major")
    assert item["agents"] == ["azathioprine"]
    assert (item["with"], item["basis"], item["why"]) == ("allopurinol", "interaction", "the source names allopurinol")
    assert item["effect"]
    assert item["action"]
    assert "azathioprine:interactions" in item["refs"]


def test_a_group_is_matched_through_its_members_and_says_so(index: Index) -> None:
    found = {f["partner"]: f for f in asked(index, "tacrolimus", "clarithromycin")["findings"]}
    assert found["strong-cyp3a-inhibitors"]["why"] == "clarithromycin counts among strong CYP3A inhibitors"
    assert found["strong-cyp3a-inhibitors"]["why_refs"]


def test_a_mechanism_is_matched_through_its_agents(index: Index) -> None:
    found = {f["partner"]: f["why"] for f in asked(index, "abatacept", "golimumab")["findings"]}
    assert found["tnf-blockade"] == "golimumab counts among TNF blockers"


def test_a_group_in_the_regimen_names_which_of_its_members_count(index: Index) -> None:
    found = [f for f in asked(index, "tacrolimus", "macrolides")["findings"] if f["partner"] == "strong-cyp3a-inhibitors"]
    assert "clarithromycin" in found[0]["why"]


def test_a_class_speaks_through_each_of_its_agents(index: Index) -> None:
    found = asked(index, "JAK inhibitors", "azathioprine")["findings"]
    assert {"tofacitinib", "upadacitinib"} <= {agent for f in found for agent in f["agents"]}
    assert all(f["agents"] != ["tofacitinib", "upadacitinib"] for f in found), "agents of one name are no pair"


def test_two_boxes_on_one_hazard_are_a_finding(index: Index) -> None:
    (found,) = (f for f in asked(index, "adalimumab", "tofacitinib")["findings"] if f["basis"] == "shared boxed hazard")
    assert found["agents"] == ["adalimumab", "tofacitinib"]
    assert "serious infection" in found["effect"]
    assert {ref.partition(":")[0] for ref in found["refs"]} >= {"adalimumab", "tofacitinib"}


def test_a_name_that_is_not_known_is_not_checked_and_not_found(index: Index) -> None:
    result = check(index, [["tacrolimus"], ["nosuchdrug"]])
    (item,) = result.results
    assert [gap["what"] for gap in item["not_checked"]] == ["nosuchdrug"]
    assert [error.query for error in result.errors] == ["nosuchdrug"]
    assert result.status == 1


def test_two_other_drugs_are_not_checked(index: Index) -> None:
    item = asked(index, "simvastatin", "clarithromycin")
    assert item["findings"] == []
    assert [gap["what"] for gap in item["not_checked"]] == ["simvastatin with clarithromycin"]


def test_an_agent_without_interactions_in_the_catalogue_is_not_checked(index: Index) -> None:
    bare = next(a["id"] for a in index.bodies("agents") if a["safety"]["parts"]["interactions"] == "not covered")
    assert f"{index.body('agents', bare)['name']}: interactions" in [
        gap["what"] for gap in asked(index, bare, "warfarin")["not_checked"]
    ]


def test_one_name_alone_is_a_usage_error(index: Index) -> None:
    with pytest.raises(UsageError, match="--pregnant"):
        check(index, [["tacrolimus"]])


def test_one_drug_by_two_names_is_looked_at_once(index: Index) -> None:
    result = check(index, [["Humira"], ["adalimumab"]])
    assert result.results[0]["findings"] == []
    assert "looked at once" in result.notices[0]


def test_pregnancy_adds_contraindications_and_advice(index: Index) -> None:
    found = asked(index, "mycophenolate mofetil", "thalidomide", states=["pregnancy"])["findings"]
    of_pregnancy = [f for f in found if f["with"] == "pregnancy"]
    assert {agent for f in of_pregnancy for agent in f["agents"]} == {"mycophenolate-mofetil", "thalidomide"}
    assert any(f["level"] == "contraindicated" and f["agents"] == ["thalidomide"] for f in of_pregnancy)


def test_breastfeeding_is_asked_of_other_drugs_in_vain_and_said(index: Index) -> None:
    item = asked(index, "methotrexate", "ibuprofen", states=["breastfeeding"])
    assert any(f["with"] == "breastfeeding" and f["agents"] == ["methotrexate"] for f in item["findings"])
    assert "ibuprofen: breastfeeding" in [gap["what"] for gap in item["not_checked"]]


def test_a_disease_adds_contraindications_and_warnings(index: Index) -> None:
    found = asked(index, "infliximab", diseases=["heart failure"])["findings"]
    assert {"contraindicated", "moderate"} <= {f["level"] for f in found}
    assert {f["agents"][0] for f in found} == {"infliximab"}


def test_a_disease_without_an_entry_is_looked_for_in_words_or_not_found(index: Index) -> None:
    words = check(index, [["eculizumab"]], diseases=["hereditary fructose intolerance"])
    assert [f["level"] for f in words.results[0]["findings"]] == ["contraindicated", "moderate"]
    assert all("the words of the" in f["why"] for f in words.results[0]["findings"])
    assert words.errors == []
    unknown = check(index, [["eculizumab"]], diseases=["no such disease"])
    assert [gap["what"] for gap in unknown.results[0]["not_checked"]] == ["no such disease"]
    assert unknown.status == 1


@pytest.mark.parametrize(("level", "status"), [("major", 4), ("moderate", 4), ("contraindicated", 0), (None, 0)])
def test_fail_on_a_level_fails_on_graver_ones_too(index: Index, level: str | None, status: int) -> None:
    assert check(index, [["azathioprine"], ["febuxostat"]], fail_on=level).status == status


def test_a_milder_line_on_a_class_overrules_what_is_said_of_an_open_group(index: Index) -> None:
    found = [f for f in asked(index, "natalizumab", "prednisone")["findings"] if f["agents"] == ["natalizumab"]]
    assert [f["level"] for f in found if f["basis"] != "shared boxed hazard"] == ["moderate"]
    assert "gives way" in found[0]["note"]


def test_every_source_of_a_finding_is_listed(index: Index) -> None:
    item = asked(index, "tacrolimus", "clarithromycin", "adalimumab", "live vaccine", states=["pregnancy"])
    ids = {source["id"] for source in item["sources"]}
    for finding in item["findings"]:
        for ref in (*finding["refs"], *finding["why_refs"]):
            assert any(rests_on(ref, id) for id in ids), ref


NAMES = st.sampled_from(
    [
        "tacrolimus",
        "adalimumab",
        "tofacitinib",
        "methotrexate",
        "prednisone",
        "rituximab",
        "natalizumab",
        "clarithromycin",
        "allopurinol",
        "ibuprofen",
        "grapefruit",
        "nosuchdrug",
        "statins",
        "immunosuppressants",
        "L04AB",
        "live vaccine",
        "TNF blockers",
        "oral contraceptives",
    ]
)


def keys(result: Result) -> set[tuple[object, ...]]:
    fields = ("level", "basis", "with", "partner", "effect", "action", "why")
    return {(*(f[key] for key in fields), *f["agents"]) for f in result.results[0]["findings"]}


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=4, unique=True), NAMES)
def test_adding_a_drug_never_removes_a_finding(index: Index, names: list[str], more: str) -> None:
    before = check(index, [[name] for name in names])
    after = check(index, [[name] for name in (*names, more)])
    assert keys(before) <= keys(after)


@settings(max_examples=15, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=3, unique=True))
def test_the_order_of_the_names_never_changes_the_findings(index: Index, names: list[str]) -> None:
    found = [keys(check(index, [[name] for name in order])) for order in permutations(names)]
    assert all(keys_ == found[0] for keys_ in found)
