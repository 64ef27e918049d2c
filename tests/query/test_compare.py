"""Agents side by side: who is compared, what a row says, and that silence is never taken for absence."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.compare import compare
from immunomod.query.facts import OF_SAFETY, PARTS
from immunomod.query.filters import Filters
from immunomod.query.result import Result

View = dict[str, Any]


def asked(index: Index, *names: str, only: tuple[str, ...] = (), **filters: str) -> Result:
    return compare(index, [[name] for name in names], Filters(**filters), only)


def view(index: Index, *names: str, only: tuple[str, ...] = (), **filters: str) -> View:
    (found,) = asked(index, *names, only=only, **filters).results
    return found


def row(found: View, part: str, id: str) -> View:
    (only,) = (row for row in found["rows"] if (row["part"], row["id"]) == (part, id))
    return only


def levels(found: View, part: str, id: str) -> dict[str, str]:
    return {agent: cell["level"] for agent, cell in row(found, part, id)["cells"].items()}


def columns(found: View) -> list[str]:
    return [agent["id"] for agent in found["agents"]]


def test_names_of_every_kind_become_columns_in_their_order(index: Index) -> None:
    result = compare(index, [["humira", "mycophenolate", "mofetil"], ["L04AD02"]], Filters())
    assert columns(result.results[0]) == ["adalimumab", "mycophenolate-mofetil", "tacrolimus"]
    assert [query["matched"]["field"] for query in result.results[0]["queries"]] == ["brand", "id", "atc"]


def test_a_group_stands_for_its_agents_and_an_agent_has_one_column(index: Index) -> None:
    result = asked(index, "adalimumab", "L04AB")
    ids = columns(result.results[0])
    assert {"adalimumab", "etanercept", "infliximab"} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert "L04AB is an ATC group" in result.notices[0]


def test_mechanism_and_condition_choose_agents_that_fit_both(index: Index) -> None:
    both = set(columns(view(index, mechanism="jak-inhibition", condition="atopic dermatitis")))
    assert both == set(columns(view(index, mechanism="JAK inhibitor"))) & set(columns(view(index, condition="atopic dermatitis")))
    assert "upadacitinib" in both
    assert "tofacitinib" not in both


def test_names_stand_before_what_the_options_add(index: Index) -> None:
    assert columns(view(index, "tacrolimus", mechanism="tnf-blockade"))[0] == "tacrolimus"


@pytest.mark.parametrize("names", [[], ["tacrolimus"], ["tacrolimus", "prograf"]])
def test_fewer_than_two_agents_are_a_usage_error(index: Index, names: list[str]) -> None:
    with pytest.raises(UsageError):
        asked(index, *names)


def test_a_name_not_found_is_reported_and_the_rest_compared(index: Index) -> None:
    result = asked(index, "tacrolimus", "humirra", "sirolimus")
    assert columns(result.results[0]) == ["tacrolimus", "sirolimus"]
    assert result.errors[0].suggestions[0] == "Humira"
    assert result.status == 1
    assert result.results[0]["queries"][1] == {"query": "humirra", "matched": None, "id": None}


def test_too_few_that_are_found_are_not_compared_but_suggestions_stay(index: Index) -> None:
    result = asked(index, "tacrolimus", "humirra")
    assert result.results == []
    assert result.errors[0].suggestions
    assert "only tacrolimus was found" in result.notices[-1]


def test_the_risk_matrix_tells_its_levels_apart(index: Index) -> None:
    found = view(index, "adalimumab", "tocilizumab", "tofacitinib")
    assert levels(found, "risks", "malignancy") == {"adalimumab": "boxed", "tocilizumab": "warning", "tofacitinib": "boxed"}
    assert levels(found, "risks", "mace") == {"adalimumab": "not listed", "tocilizumab": "not listed", "tofacitinib": "boxed"}


def test_a_parent_hazard_shows_its_kinds_and_a_kind_that_only_the_parent_is_listed(index: Index) -> None:
    found = view(index, "tocilizumab", "adalimumab", only=("risks",))
    lymphoma = row(found, "risks", "lymphoma")
    assert lymphoma["parent"] == "malignancy"
    assert lymphoma["cells"]["tocilizumab"]["level"] == "broader"
    assert [other["id"] for other in lymphoma["cells"]["tocilizumab"]["through"]] == ["malignancy"]
    marrow = row(found, "risks", "myelosuppression")["cells"]["tocilizumab"]
    assert marrow["level"] == "kind"
    assert {"neutropenia", "thrombocytopenia"} <= {other["id"] for other in marrow["through"]}
    assert marrow["facts"] == []


def test_hazards_that_share_a_parent_nobody_lists_are_gathered_under_it(index: Index) -> None:
    listed = {
        agent: {w["risk"] for w in index.body("agents", agent)["safety"]["warnings"]} for agent in ("methotrexate", "tacrolimus")
    }
    found = view(index, *listed, only=("risks",))
    gathering = [row for row in found["rows"] if row["id"] not in listed["methotrexate"] | listed["tacrolimus"]]
    assert gathering
    for parent in gathering:
        assert all(cell["facts"] == [] for cell in parent["cells"].values())
        assert sum(row["parent"] == parent["id"] for row in found["rows"]) > 1


def test_boxed_hazards_come_first(index: Index) -> None:
    found = view(index, "methotrexate", "leflunomide", only=("risks",))
    boxed = ["boxed" in {c["level"] for c in row["cells"].values()} for row in found["rows"]]
    assert boxed[0]
    last = max(at for at, is_boxed in enumerate(boxed) if is_boxed)
    kinds = [row for row, is_boxed in zip(found["rows"][:last], boxed, strict=False) if not is_boxed]
    assert all(any(o["level"] == "boxed" for c in row["cells"].values() for o in c["through"]) for row in kinds)


def test_silence_of_a_source_that_is_not_covered_in_full_is_never_not_listed(index: Index) -> None:
    bodies = index.bodies("agents")
    partial = [body for body in bodies if body["safety"]["coverage"] != "label"]
    (found,) = compare(index, [[body["id"]] for body in partial] + [["adalimumab"]], Filters()).results
    for each in found["rows"]:
        if each["part"] in OF_SAFETY:
            said = {each["cells"][body["id"]]["level"] for body in partial}
            assert "not listed" not in said, each["id"]


def test_none_listed_comes_with_the_section_that_says_so(index: Index) -> None:
    silent = next(b["id"] for b in index.bodies("agents") if b["safety"]["parts"]["contraindications"] == "none listed")
    cell = row(view(index, silent, "methotrexate"), "contraindications", "contraindications")["cells"][silent]
    assert cell["level"] == "none listed"
    assert cell["facts"][0]["refs"]


def test_vaccines_of_every_kind_stand_for_each_kind(index: Index) -> None:
    found = view(index, "adalimumab", "tofacitinib", only=("vaccines",))
    inactivated = row(found, "vaccines", "inactivated")["cells"]["tofacitinib"]
    assert (inactivated["level"], inactivated["through"][0]["id"]) == ("broader", "all")


def test_a_partner_that_belongs_to_a_listed_group_is_not_called_unlisted(index: Index) -> None:
    found = view(index, "adalimumab", "tofacitinib", only=("interactions",))
    cell = row(found, "interactions", "rituximab")["cells"]["tofacitinib"]
    assert cell["level"] == "broader"
    assert ("biological DMARDs", "major") in [(other["name"], other["level"]) for other in cell["through"]]


def test_only_differences_keeps_what_differs_and_counts_the_rest(index: Index) -> None:
    everything = view(index, "methotrexate", "leflunomide")
    narrowed = view(index, "methotrexate", "leflunomide", only=("differences",))
    assert narrowed["rows"] == [row for row in everything["rows"] if not row["same"]]
    assert sum(narrowed["left_out"].values()) == len(everything["rows"]) - len(narrowed["rows"]) > 0
    same = next(row for row in everything["rows"] if row["same"])
    assert len({cell["level"] for cell in same["cells"].values()}) == 1


def test_an_agent_is_the_same_as_one_that_is_described_alike(index: Index) -> None:
    rows = view(index, "adalimumab", "infliximab", only=("identity",))["rows"]
    assert {row["id"] for row in rows if row["same"]} >= {"class", "effect", "modality"}
    assert not next(row for row in rows if row["id"] == "routes")["same"]


def test_only_narrows_to_parts(index: Index) -> None:
    found = view(index, "tacrolimus", "sirolimus", only=("pregnancy", "vaccines"))
    assert list(dict.fromkeys(row["part"] for row in found["rows"])) == ["vaccines", "pregnancy"]
    assert set(found["left_out"]) == {"vaccines", "pregnancy"}


def test_every_part_has_a_row_even_when_nobody_says_anything(index: Index) -> None:
    bare = [body["id"] for body in index.bodies("agents") if body["safety"]["coverage"] == "none"][:2]
    found = view(index, *bare)
    assert {row["part"] for row in found["rows"]} == set(PARTS)
    assert set(levels(found, "risks", "risks").values()) == {"not covered"}


AGENTS = ("adalimumab", "tacrolimus", "betamethasone", "aldesleukin", "belatacept", "rituximab", "prednisone", "alefacept")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(AGENTS), min_size=2, max_size=5, unique=True), st.randoms())
def test_the_order_of_the_arguments_changes_the_order_of_the_columns_alone(index: Index, names: list[str], random: Any) -> None:
    shuffled = random.sample(names, len(names))
    one, other = view(index, *names), view(index, *shuffled)
    assert columns(one) == names
    assert columns(other) == shuffled
    assert one["rows"] == other["rows"]
    assert sorted(one["agents"], key=lambda agent: agent["id"]) == sorted(other["agents"], key=lambda agent: agent["id"])


def said(facts: list[View], key: str) -> Counter[tuple[Any, ...]]:
    return Counter((fact.get(key), fact["note"], tuple(fact["refs"])) for fact in facts)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_fact_of_an_agent_stands_exactly_once_in_its_column(index: Index, data: st.DataObject) -> None:
    ids = [summary["id"] for summary in index.summaries("agents")]
    names = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
    found = view(index, *names)
    for name in names:
        body = index.body("agents", name)
        shown: dict[str, list[View]] = {part: [] for part in PARTS}
        for each in found["rows"]:
            facts = [{**fact, "id": each["id"]} for fact in each["cells"][name]["facts"]]
            shown[each["part"]] += [fact for fact in facts if fact["level"] != "none listed"]
        assert said(shown["uses"], "id") == said([{**use, "id": use["condition"]} for use in body["uses"]], "id")
        keys = {"risks": "risk", "before_starting": "do", "monitoring": "test", "interactions": "with", "vaccines": "kind"}
        for part, key in OF_SAFETY.items():
            listed = body["safety"][key]
            listed = listed if isinstance(listed, list) else [listed] if listed else []
            expected = [{**fact, "id": fact[keys[part]] if part in keys else part} for fact in listed]
            assert said(shown[part], "id") == said(expected, "id"), (name, part)
