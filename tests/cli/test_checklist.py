"""The checklist as scripts see it: names from a pipe, one row an item and agent, misses and gaps said."""

import json
from collections.abc import Callable

from tests.conftest import Run, lines


def test_names_come_from_standard_input_and_a_miss_keeps_a_row(run_here: Callable[..., Run]) -> None:
    done = run_here("checklist", "-", "-f", "plain", stdin="MabThera\nno such drug\nmethotrexate\n")
    rows = lines(done.out)
    assert {row[0] for row in rows} == {"rituximab", "methotrexate", ""}
    assert {row[-1] for row in rows} == {"MabThera", "no such drug", "methotrexate"}
    assert rows[-1] == [""] * 9 + ["no such drug"]
    assert done.status == 1
    assert "no agent is called 'no such drug'" in done.err


def test_a_row_is_an_item_and_an_agent_with_its_own_words_and_refs(run_here: Callable[..., Run]) -> None:
    rows = lines(run_here("checklist", "rituximab", "methotrexate", "--phase", "before", "-f", "plain").out)
    test = [row for row in rows if row[4] == "pregnancy-test"]
    assert [row[0] for row in test] == ["rituximab", "methotrexate"]
    assert all(row[1:4] == ["before", "before the first dose", "test"] for row in test)
    assert all(row[8].startswith("label:") for row in test)


def test_rows_say_what_is_not_covered(run_here: Callable[..., Run]) -> None:
    rows = lines(run_here("checklist", "atacicept", "-f", "plain").out)
    assert {row[1] for row in rows} == {"not covered"}
    assert "monitoring" in {row[5] for row in rows}


def test_a_fact_read_into_two_times_is_at_both_in_json(run_here: Callable[..., Run]) -> None:
    (result,) = json.loads(run_here("checklist", "tofacitinib", "--json").out)["results"]
    times = [item["at"] for item in result["items"] if item["check"] == "neutrophil-count"]
    assert times == [
        {"text": "before the first dose", "from_day": None, "to_day": 0, "every_days": None},
        {"text": "weeks 4-8", "from_day": 28, "to_day": 56, "every_days": None},
        {"text": "every 3 months", "from_day": 56, "to_day": None, "every_days": 90},
    ]


def test_too_many_agents_are_refused_with_the_way_out(run_here: Callable[..., Run]) -> None:
    done = run_here("checklist", "L04AC")
    assert (done.status, done.out) == (2, "")
    assert "run it for each agent" in done.err
