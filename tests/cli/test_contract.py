"""What scripts rely on: the JSON envelope, the shapes, exit statuses, what goes to stdout and what does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from immunomod.schemas.generate import FOLDER
from tests.conftest import ROOT, Run, lines

SCHEMA = json.loads((FOLDER / "output.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

CALLS = [
    ["drug", "tacrolimus"],
    ["drug", "Humira"],
    ["drug", "L04AD02"],
    ["drug", "L04AB"],
    ["drug", "tacrolimus", "nosuch", "humira"],
    ["drug", "aldesleukin"],
    ["condition", "asthma"],
    ["condition", "RA", "--status", "approved", "--region", "EU"],
    ["condition", "nosuch"],
    ["condition"],
    ["mechanism", "jak-inhibition"],
    ["mechanism", "PD-1"],
    ["mechanism"],
    ["safety", "tofacitinib"],
    ["safety", "tacrolimus", "adalimumab", "--only", "interactions", "--only", "boxed"],
    ["safety"],
    ["check", "tacrolimus", "clarithromycin", "live vaccine", "nosuch"],
    ["check", "infliximab", "statins", "--condition", "heart failure", "--pregnant", "--breastfeeding"],
    ["check", "TNF blockers", "JAK inhibitors"],
    ["risk", "pml"],
    ["risk", "embryo-fetal toxicity", "--level", "boxed"],
    ["risk", "nosuch"],
    ["risk"],
    ["target", "JAK1"],
    ["target", "IL-17", "nosuch"],
    ["target"],
    ["about"],
    ["about", "trough", "level"],
    ["compare", "adalimumab", "tocilizumab", "tofacitinib"],
    ["compare", "humira", "nosuch", "aldesleukin", "--only", "differences", "--only", "risks"],
    ["compare", "humira", "nosuch"],
    ["compare", "L04AG"],
    ["compare", "--mechanism", "jak-inhibition", "--condition", "RA", "--full"],
    ["checklist", "tofacitinib"],
    ["checklist", "rituximab", "nosuch", "methotrexate", "--phase", "before", "--phase", "after"],
    ["checklist", "nosuch"],
    ["annotate", str(ROOT / "tests" / "annotation" / "examples.txt")],
    ["annotate", str(ROOT / "tests" / "annotation" / "examples.txt"), "--fuzzy"],
    ["list", "agents"],
    ["list", "conditions", "--category", "cancer"],
    ["list", "mechanisms"],
    ["list", "risks"],
    ["list", "interactants"],
    ["list", "terms"],
    ["list", "agents", "--effect", "stimulates", "--mechanism", "checkpoint-inhibition"],
    ["search", "hepatitis B reactivation"],
    ["search", "qqqqqq"],
    ["info"],
]


def answer(done: Run) -> Any:
    return json.loads(done.out)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_json_is_as_the_schema_says(run_here: Callable[..., Run], call: list[str]) -> None:
    VALIDATOR.validate(answer(run_here(*call, "--json")))


def test_every_agent_is_as_the_schema_says(run_here: Callable[..., Run]) -> None:
    ids = [row[0] for row in lines(run_here("list", "agents", "-f", "plain").out)]
    for command in ("drug", "safety"):
        VALIDATOR.validate(answer(run_here(command, *ids, "--json")))
    for start in range(0, len(ids), 8):  # a checklist takes so many
        VALIDATOR.validate(answer(run_here("checklist", *ids[start : start + 8], "--json")))


def test_every_condition_and_mechanism_is_as_the_schema_says(run_here: Callable[..., Run]) -> None:
    for command, kind in (("condition", "conditions"), ("mechanism", "mechanisms")):
        ids = [row[0] for row in lines(run_here("list", kind, "-f", "plain").out)]
        VALIDATOR.validate(answer(run_here(command, *ids, "--json")))


def test_the_envelope_of_a_success(run_here: Callable[..., Run]) -> None:
    done = run_here("drug", "Humira", "--json")
    found = answer(done)
    assert list(found) == ["schema_version", "catalogue", "command", "results", "errors"]
    assert found["schema_version"] == 1
    assert list(found["catalogue"]) == ["version", "updated"]
    assert found["command"] == "drug"
    assert found["errors"] == []
    (result,) = found["results"]
    assert list(result) == ["query", "matched", "agent"]
    assert result["query"] == "Humira"
    assert result["matched"] == {"field": "brand", "value": "Humira"}
    wanted = "id name us_name synonyms brands biosimilars effect modality mechanisms targets routes status approvals ids uses"
    assert {*wanted.split(), "safety", "sources"} <= set(result["agent"])
    assert {"atc", "unii", "rxcui", "chembl", "drugbank", "cas"} <= set(result["agent"]["ids"])
    safety = "coverage warnings contraindications before_starting monitoring interactions vaccines pregnancy lactation"
    assert set(safety.split()) <= set(result["agent"]["safety"])
    assert (done.status, done.err) == (0, "")


def test_the_envelope_of_a_name_we_do_not_have(run_here: Callable[..., Run]) -> None:
    done = run_here("drug", "tacrolimos", "--json")
    found = answer(done)
    assert found["results"] == [{"query": "tacrolimos", "matched": None, "agent": None}]
    (error,) = found["errors"]
    assert list(error) == ["code", "query", "message", "suggestions"]
    assert error["code"] == "not_found"
    assert error["query"] == "tacrolimos"
    assert error["suggestions"][0] == "tacrolimus"
    assert done.status == 1
    assert done.err == "immunomod: no agent is called 'tacrolimos'; did you mean tacrolimus?\n"


def test_shapes_of_condition_mechanism_and_safety(run_here: Callable[..., Run]) -> None:
    (condition,) = answer(run_here("condition", "asthma", "--json"))["results"]
    assert list(condition) == ["query", "matched", "condition", "agents"]
    row = "id name effect mechanisms status regions population routes refs"
    assert set(row.split()) <= set(condition["agents"][0])
    (mechanism,) = answer(run_here("mechanism", "tnf-blockade", "--json"))["results"]
    assert list(mechanism) == ["query", "matched", "mechanism", "agents"]
    assert {"id", "name", "effect", "parent", "summary", "steps", "targets"} <= set(mechanism["mechanism"])
    (safety,) = answer(run_here("safety", "tofacitinib", "--json"))["results"]
    assert {"query", "matched", "agent", "safety"} <= set(safety)
    assert {"id", "name"} <= set(safety["agent"])
    hit = answer(run_here("search", "hepatitis", "--json"))["results"][0]
    assert list(hit) == ["kind", "id", "name", "where", "snippet"]


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (["drug", "tacrolimus"], 0),
        (["drug", "nosuch"], 1),
        (["drug", "tacrolimus", "nosuch"], 1),
        (["search", "qqqqqq"], 1),
        (["check", "tacrolimus", "clarithromycin"], 0),
        (["check", "tacrolimus", "nosuch"], 1),
        (["check", "azathioprine", "allopurinol", "--fail-on", "major"], 4),
        (["check", "azathioprine", "allopurinol", "nosuch", "--fail-on", "major"], 4),
        (["check", "tacrolimus"], 2),
        (["check", "tacrolimus", "clarithromycin", "--fail-on", "nosuch"], 2),
        (["risk", "nosuch"], 1),
        (["target", "nosuch"], 1),
        (["list", "agents", "--effect", "stimulates", "--mechanism", "tnf-blockade"], 1),
        (["condition", "asthma", "--mechanism", "nosuch"], 1),
        (["compare", "tacrolimus", "humira"], 0),
        (["compare", "tacrolimus", "humira", "nosuch"], 1),
        (["compare", "tacrolimus", "nosuch"], 1),
        (["compare", "--mechanism", "nosuch"], 1),
        (["compare"], 2),
        (["compare", "tacrolimus"], 2),
        (["compare", "tacrolimus", "prograf"], 2),
        (["compare", "tacrolimus", "humira", "--only", "nosuch"], 2),
        (["drug"], 2),
        (["nosuch"], 2),
        (["drug", "x", "--nosuch"], 2),
        (["list", "nosuch"], 2),
        (["list", "conditions", "--effect", "suppresses"], 2),
        (["drug", "tacrolimus", "--json", "--format", "csv"], 2),
        (["safety", "tacrolimus", "--only", "nosuch"], 2),
        (["checklist", "tacrolimus", "nosuch"], 1),
        (["checklist", "tacrolimus", "--phase", "nosuch"], 2),
        (["checklist", "L04AC"], 2),
        (["checklist"], 2),
        (["search", "--", "-"], 2),
        (["drug", "tacrolimus", "--catalogue", "/nonexistent.yaml"], 3),
        (["validate", "/nonexistent.yaml"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_statuses(run_here: Callable[..., Run], call: list[str], status: int) -> None:
    done = run_here(*call)
    assert done.status == status
    assert "Traceback" not in done.err
    if status in (2, 3):
        assert done.out == ""
        assert done.err.strip()


@pytest.mark.parametrize(
    "call",
    [
        ["--json", "drug", "tacrolimus"],
        ["drug", "--json", "tacrolimus"],
        ["drug", "tacrolimus", "--json"],
        ["drug", "tacrolimus", "-f", "json"],
        ["-f", "json", "drug", "tacrolimus"],
        ["drug", "tacrolimus", "--format=json"],
    ],
    ids=" ".join,
)
def test_output_options_stand_anywhere(run_here: Callable[..., Run], call: list[str]) -> None:
    assert answer(run_here(*call)) == answer(run_here("drug", "tacrolimus", "--json"))


def test_names_from_standard_input_keep_their_order_and_their_number(run_here: Callable[..., Run]) -> None:
    names = "Prograf\n\nno such drug\nmycophenolate mofetil\r\nHUMIRA\n"
    done = run_here("drug", "-", "-f", "plain", stdin=names)
    assert [row[0] for row in lines(done.out)] == ["tacrolimus", "", "mycophenolate-mofetil", "adalimumab"]
    assert [row[-1] for row in lines(done.out)] == ["Prograf", "no such drug", "mycophenolate mofetil", "HUMIRA"]
    found = answer(run_here("drug", "-", "--json", stdin=names))
    assert [result["query"] for result in found["results"]] == ["Prograf", "no such drug", "mycophenolate mofetil", "HUMIRA"]
    assert done.status == 1


def test_empty_standard_input_is_a_usage_error(run_here: Callable[..., Run]) -> None:
    done = run_here("drug", "-", stdin="\n\n")
    assert done.status == 2
    assert "no names on standard input" in done.err


def test_the_disclaimer_is_in_help_and_terminal_views_and_never_in_machine_output(run_here: Callable[..., Run]) -> None:
    assert "not medical advice" in run_here("--help").out
    assert "not medical advice" in run_here("drug", "-h").out
    assert "not medical advice" in run_here("drug", "tacrolimus", "-f", "table").out
    for format in ("plain", "json", "jsonl", "csv", "tsv", "yaml", "markdown"):
        assert "not medical advice" not in run_here("drug", "tacrolimus", "-f", format).out


def test_parts_tell_none_listed_from_not_covered(run_here: Callable[..., Run]) -> None:
    parts = answer(run_here("safety", "prednisone", "aldesleukin", "--json"))["results"]
    said = {value for result in parts for value in result["safety"]["parts"].values()}
    assert {"listed", "not covered"} <= said


def test_only_shows_what_was_asked_and_says_that_the_rest_is_not_shown(run_here: Callable[..., Run]) -> None:
    (result,) = answer(run_here("safety", "tacrolimus", "--only", "boxed", "--json"))["results"]
    safety = result["safety"]
    assert {warning["level"] for warning in safety["warnings"]} == {"boxed"}
    assert safety["interactions"] == []
    assert safety["parts"]["interactions"] == "not shown"
    rows = lines(run_here("safety", "tacrolimus", "--only", "interactions", "-f", "plain").out)
    assert {row[1] for row in rows} == {"interactions"}


def test_schema_prints_what_is_committed(run_here: Callable[..., Run]) -> None:
    assert json.loads(run_here("schema").out) == SCHEMA
    assert json.loads(run_here("schema", "catalogue").out)["title"] == "immunomod catalogue file"


def test_a_catalogue_of_ones_own_adds_and_replaces(run_here: Callable[..., Run], tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "terms:\n  housemark: {name: housemark, definition: A word of our own., refs: ['ward:1']}\n"
        "sources:\n  ward: {title: Ward handbook, kind: reference}\n",
        encoding="utf-8",
    )
    assert run_here("about", "housemark").status == 1
    assert run_here("about", "housemark", "--catalogue", str(mine)).out.startswith("housemark\t")
    assert run_here("--catalogue", str(mine), "drug", "tacrolimus").status == 0
    assert answer(run_here("info", "--json", "--catalogue", str(mine)))["results"][0]["added_catalogues"] == [str(mine)]


def test_a_broken_catalogue_is_reported_with_every_place(run_here: Callable[..., Run], tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("agents:\n  x:\n    nam: y\nterms: []\n", encoding="utf-8")
    done = run_here("drug", "tacrolimus", "--catalogue", str(bad))
    assert done.status == 3
    assert f"{bad}:3:10: unknown key 'nam'" in done.err
    assert f"{bad}:4:1: 'terms' must be a mapping" in done.err
    checked = run_here("validate", str(bad), "--json")
    assert checked.status == 3
    VALIDATOR.validate(answer(checked))
    assert [row for row in answer(checked)["results"] if "'nam'" in row["message"]]


def test_our_own_catalogue_is_valid(run_here: Callable[..., Run]) -> None:
    from immunomod.paths import builtin_data

    done = run_here("validate", str(builtin_data()))
    assert (done.status, done.out) == (0, "")


def test_every_command_that_takes_names_reads_them_from_standard_input(run_here: Callable[..., Run]) -> None:
    names = {"condition": "asthma", "mechanism": "PD-1 blockade", "risk": "pml", "target": "JAK1", "about": "trough level"}
    for command, name in names.items():
        done = run_here(command, "-", "-f", "json", stdin=f"{name}\nnonsense\n")
        assert done.status == 1, command
        queries = list(dict.fromkeys(result["query"] for result in json.loads(done.out)["results"]))
        assert queries == [name, "nonsense"], command
