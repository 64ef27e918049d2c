"""The checklist of one agent holds all its facts; that of several is their union, each check once at its time."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.checklist import MOST, checklist
from immunomod.query.schedule import PHASES, read

IDS = [
    "tofacitinib",
    "rituximab",
    "methotrexate",
    "natalizumab",
    "tacrolimus",
    "leflunomide",
    "aldesleukin",
    "axicabtagene-ciloleucel",
]
SOME = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)


def union(index: Index, *names: str, phases: tuple[str, ...] = ()) -> dict[str, Any]:
    (result,) = checklist(index, [[name] for name in names], phases).results
    return dict(result)


def entries(result: dict[str, Any]) -> Counter[str]:
    """Every line of a checklist, with its place."""
    return Counter(
        repr((item["phase"], item["at"] and item["at"]["text"], item["kind"], item["check"] or item["name"].casefold(), entry))
        for item in result["items"]
        for entry in item["agents"]
    )


@pytest.mark.parametrize("id", IDS)
def test_every_fact_of_an_agent_is_on_its_list(index: Index, id: str) -> None:
    items = union(index, id)["items"]
    safety = index.body("agents", id)["safety"]

    def phases(fact: dict[str, Any], name: str) -> set[str]:
        keys = [key for key in ("when", "advice") if key in fact]
        return {
            item["phase"]
            for item in items
            if item["name"] == name
            for entry in item["agents"]
            if entry["note"] == fact["note"] and entry["refs"] == fact["refs"] and all(entry[key] == fact[key] for key in keys)
        }

    for fact in safety["contraindications"]:
        assert phases(fact, fact["what"]) == {"before"}
    for fact in safety["before_starting"]:
        assert "before" in phases(fact, fact["name"])
    for fact in safety["monitoring"]:
        assert phases(fact, fact["name"]) == {point.phase for point in read(fact["when"])}
    for fact in safety["vaccines"]:
        assert "before" in phases(fact, f"{fact['kind']} vaccines")
    for part, name in (("pregnancy", "pregnancy"), ("lactation", "breastfeeding advice"), ("contraception", "contraception")):
        assert safety[part] is None or "before" in phases(safety[part], name)


@settings(max_examples=25, deadline=None)
@given(ids=SOME)
def test_the_union_holds_each_line_of_each_agent_once(index: Index, ids: list[str]) -> None:
    alone = sum((entries(union(index, id)) for id in ids), Counter[str]())
    assert entries(union(index, *ids)) == alone


@settings(max_examples=25, deadline=None)
@given(ids=SOME, data=st.data())
def test_the_order_of_the_names_changes_no_set(index: Index, ids: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(ids))
    one, two = union(index, *ids), union(index, *other)
    assert entries(one) == entries(two)
    for part in ("none_listed", "not_covered"):
        assert Counter(map(repr, one[part])) == Counter(map(repr, two[part]))
    assert {hazard["risk"] for hazard in one["boxed"]} == {hazard["risk"] for hazard in two["boxed"]}


@settings(max_examples=25, deadline=None)
@given(ids=SOME, more=st.sampled_from(IDS))
def test_adding_an_agent_removes_nothing(index: Index, ids: list[str], more: str) -> None:
    fewer, all_ = entries(union(index, *ids)), entries(union(index, *ids, more))
    assert not fewer - all_


@settings(max_examples=25, deadline=None)
@given(ids=SOME)
def test_a_check_stands_once_at_each_time(index: Index, ids: list[str]) -> None:
    items = union(index, *ids)["items"]
    places = [(i["phase"], i["at"] and i["at"]["text"], i["kind"], i["check"] or i["name"].casefold()) for i in items]
    assert len(places) == len(set(places))
    assert [PHASES.index(item["phase"]) for item in items] == sorted(PHASES.index(item["phase"]) for item in items)
    times = [(item["phase"], item["at"] and item["at"]["text"]) for item in items if item["phase"] != "before"]
    assert len(set(times)) == sum(1 for i, time in enumerate(times) if i == 0 or times[i - 1] != time)  # each in one block


def test_a_check_asked_for_by_two_agents_is_one_line_with_what_each_says(index: Index) -> None:
    items = union(index, "rituximab", "methotrexate", phases=("before",))["items"]
    (test,) = [item for item in items if item["check"] == "pregnancy-test"]
    assert {entry["id"] for entry in test["agents"]} == {"rituximab", "methotrexate"}
    assert len({entry["note"] for entry in test["agents"]}) == 2


def test_the_timeline_runs_from_doses_and_days_to_intervals(index: Index) -> None:
    items = union(index, "tofacitinib", phases=("during",))["items"]
    order = list(dict.fromkeys(item["at"]["text"] for item in items))
    assert order.index("weeks 4-8") < order.index("every 3 months") < order.index("throughout, or at no fixed interval")


def test_one_agent_by_two_names_is_one_agent_and_two_queries(index: Index) -> None:
    result = union(index, "Humira", "adalimumab")
    assert [agent["id"] for agent in result["agents"]] == ["adalimumab"]
    assert [query["id"] for query in result["queries"]] == ["adalimumab", "adalimumab"]
    assert entries(result) == entries(union(index, "adalimumab"))


def test_what_is_not_covered_is_said_for_each_agent(index: Index) -> None:
    result = union(index, "atacicept", "tofacitinib")
    missing = {entry["part"] for entry in result["not_covered"] if entry["agent"] == "atacicept"}
    assert {"before_starting", "monitoring", "vaccines"} <= missing
    assert not [entry for entry in result["not_covered"] if entry["agent"] == "tofacitinib"]


def test_a_name_we_do_not_have_is_reported_and_the_rest_is_shown(index: Index) -> None:
    result = checklist(index, [["tofacitinb", "rituximab"]])
    assert result.status == 1
    assert result.errors[0].suggestions[0] == "tofacitinib"
    assert [query["id"] for query in result.results[0]["queries"]] == [None, "rituximab"]
    assert result.results[0]["items"]


def test_a_phase_is_shown_alone_on_request(index: Index) -> None:
    result = union(index, "tofacitinib", phases=("after", "before"))
    assert result["phases"] == ["before", "after"]
    assert {item["phase"] for item in result["items"]} == {"before", "after"}


def test_too_many_agents_are_a_usage_error_that_says_how_many_it_takes(index: Index) -> None:
    with pytest.raises(UsageError, match=f"takes {MOST}"):
        checklist(index, [["L04AC"]])
