"""The Python API: what it returns, what it raises, what it keeps open, and what importing the package costs."""

import doctest
import json
import multiprocessing
import pickle
import re
import subprocess
import sys
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

import immunomod
from immunomod import paths, shapes
from immunomod.api import reference as questions
from immunomod.index import store
from immunomod.index.reader import Index
from immunomod.schemas import typed
from tests.conftest import ROOT, SMALL, Run

CALLS: list[tuple[list[str], Callable[[], Any], Any]] = [
    (["drug", "Humira"], lambda: {"agent": immunomod.drug("Humira")}, None),
    (["safety", "tofacitinib"], lambda: immunomod.safety("tofacitinib"), shapes.SafetyResult),
    (["safety", "rituximab", "--only", "boxed"], lambda: immunomod.safety("rituximab", only="boxed"), shapes.SafetyResult),
    (
        ["safety", "rituximab", "--only", "boxed", "--only", "before-starting"],
        lambda: immunomod.safety("rituximab", only=["boxed", "before_starting"]),
        shapes.SafetyResult,
    ),
    (
        ["condition", "RA", "--status", "approved", "--region", "EU", "--mechanism", "jak-inhibition", "--route", "oral"],
        lambda: immunomod.condition("RA", status="approved", region="EU", mechanism="jak-inhibition", route="oral"),
        shapes.ConditionResult,
    ),
    (["mechanism", "PD-1"], lambda: immunomod.mechanism("PD-1"), shapes.MechanismResult),
    (
        ["risk", "pml", "--level", "boxed", "--effect", "suppresses"],
        lambda: immunomod.risk("pml", level="boxed", effect="suppresses"),
        shapes.RiskResult,
    ),
    (["target", "JAK1"], lambda: immunomod.target("JAK1"), shapes.TargetResult),
    (
        ["check", "infliximab", "statins", "--condition", "heart failure", "--pregnant", "--breastfeeding"],
        lambda: immunomod.check("infliximab", "statins", conditions="heart failure", pregnant=True, breastfeeding=True),
        shapes.CheckResult,
    ),
    (
        ["compare", "humira", "tofacitinib", "--only", "risks", "--only", "differences"],
        lambda: immunomod.compare("humira", "tofacitinib", only=["risks", "differences"]),
        shapes.CompareResult,
    ),
    (
        ["compare", "--mechanism", "jak-inhibition", "--condition", "RA"],
        lambda: immunomod.compare(mechanism="jak-inhibition", condition="RA"),
        shapes.CompareResult,
    ),
    (
        ["checklist", "tofacitinib", "methotrexate", "--phase", "before"],
        lambda: immunomod.checklist("tofacitinib", "methotrexate", phases="before"),
        shapes.ChecklistResult,
    ),
    (
        ["list", "agents", "--effect", "stimulates", "--status", "withdrawn", "--coverage", "label"],
        lambda: immunomod.agents(effect="stimulates", status="withdrawn", coverage="label"),
        list[shapes.AgentRow],
    ),
    (["search", "hepatitis", "B", "-n", "3"], lambda: immunomod.search("hepatitis B", limit=3), list[shapes.SearchResult]),
]


@pytest.mark.parametrize(("words", "call", "shape"), CALLS, ids=[" ".join(words) for words, _, _ in CALLS])
def test_a_function_returns_what_the_command_prints(
    run_here: Callable[..., Run], words: list[str], call: Callable[[], Any], shape: Any
) -> None:
    printed = json.loads(run_here(*words, "--json").out)["results"]
    returned = call()
    if words[0] == "drug":
        printed = [{"agent": item["agent"]} for item in printed]
    assert returned == (printed if isinstance(returned, list) else printed[0])
    if shape is not None:
        hold(returned, shape)


def hold(value: Any, shape: Any) -> None:
    """Fails unless a value is as a typed dictionary says, every key included."""
    origin, inside = get_origin(shape), get_args(shape)
    if is_typeddict(shape):
        hints = get_type_hints(shape)
        assert set(value) == set(hints), f"{shape.__name__}: {set(value) ^ set(hints)}"
        for key, hint in hints.items():
            hold(value[key], hint)
    elif origin is Literal:
        assert value in inside
    elif origin in (Union, types.UnionType):
        fitting = [part for part in inside if (value is None) == (part is type(None)) and _is(value, part)]
        assert fitting, f"{value!r} is no {shape}"
        hold(value, fitting[0])
    elif origin is list:
        for item in value:
            hold(item, inside[0])
    elif origin is dict:
        for key, item in value.items():
            hold(key, inside[0])
            hold(item, inside[1])
    else:
        assert type(value) is shape, f"{value!r} is no {shape}"


def _is(value: Any, part: Any) -> bool:
    return value in get_args(part) if get_origin(part) is Literal else True


def test_every_agent_has_the_shape_that_is_promised(index: Index) -> None:
    for body in index.bodies("agents"):
        hold(body, shapes.Agent)


def test_the_checker_of_shapes_sees_a_missing_key_and_a_wrong_word(index: Index) -> None:
    for wrong in ({"routes": None}, {"effect": "sideways"}, {"new": 1}, {"us_name": 3}):
        with pytest.raises((AssertionError, TypeError)):
            hold({**index.body("agents", "tacrolimus"), **wrong}, shapes.Agent)


def test_the_shapes_are_those_of_the_contract() -> None:
    assert typed.source() == (ROOT / "immunomod" / "shapes.py").read_text(encoding="utf-8")


def test_words_that_arguments_take_are_those_of_the_command_line() -> None:
    from immunomod.cli.commands.checklist import Phase
    from immunomod.cli.values import Part

    assert {part.value.replace("-", "_") for part in Part} == set(get_args(questions.SafetyPart))
    assert {phase.value for phase in Phase} == set(get_args(questions.Phase))


def test_the_examples_in_docstrings_work() -> None:
    for module in (immunomod, immunomod.api, questions):
        done = doctest.testmod(module)
        assert done.attempted
        assert not done.failed


@pytest.mark.parametrize("page", ["docs/api.md", "README.md"])
def test_the_examples_in_the_documentation_work(page: str) -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, page, 0)
    assert test.examples
    assert not doctest.DocTestRunner().run(test).failed


def test_the_page_names_everything_that_is_public() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in set(immunomod.__all__) - {"__version__"}:
        assert name in text, name


def test_a_miss_raises_with_names_to_try_and_never_uses_one() -> None:
    with pytest.raises(immunomod.NotFound, match="did you mean tofacitinib") as caught:
        immunomod.drug("tofacitinibe")
    assert caught.value.query == "tofacitinibe"
    assert caught.value.suggestions[0] == "tofacitinib"
    assert isinstance(caught.value, LookupError)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (str(again), again.suggestions) == (str(caught.value), caught.value.suggestions)


@pytest.mark.parametrize("name", ["", "  ", "\x1b[31m", "nosuch"])
def test_what_is_no_name_is_not_found(name: str) -> None:
    for ask in (immunomod.drug, immunomod.safety, immunomod.condition, immunomod.mechanism, immunomod.risk, immunomod.target):
        with pytest.raises(immunomod.NotFound):
            ask(name)


@pytest.mark.parametrize("name", ["TNF blocker", "L04AD", "jak-inhibition"])
def test_a_group_is_not_one_agent(name: str) -> None:
    for ask in (immunomod.drug, immunomod.safety):
        with pytest.raises(immunomod.Ambiguous) as caught:
            ask(name)
        assert len(caught.value.candidates) > 1
        assert all(immunomod.drug(id)["id"] == id for id in caught.value.candidates)
        assert caught.value.candidates[0] in str(caught.value)
        assert pickle.loads(pickle.dumps(caught.value)).candidates == caught.value.candidates  # noqa: S301


def test_a_group_of_one_agent_is_a_group_still() -> None:
    lonely = [row for row in immunomod.agents() if row["atc"] and len(_class(row["atc"][0][:5])) == 1]
    with pytest.raises(immunomod.Ambiguous):
        immunomod.drug(lonely[0]["atc"][0][:5])


def _class(prefix: str) -> list[str]:
    return [row["id"] for row in immunomod.agents() if any(code.startswith(prefix) for code in row["atc"])]


def test_a_long_group_is_cut_in_the_message_and_whole_in_the_error() -> None:
    with pytest.raises(immunomod.Ambiguous, match=r"and \d+ more$") as caught:
        immunomod.drug("L04")
    assert len(caught.value.candidates) > 50


@pytest.mark.parametrize(
    "call",
    [
        lambda: immunomod.condition("RA", region="eu"),  # type: ignore[arg-type]
        lambda: immunomod.condition("RA", status="marketed"),  # type: ignore[arg-type]
        lambda: immunomod.agents(status="approved"),  # type: ignore[arg-type]
        lambda: immunomod.risk("pml", level="red"),  # type: ignore[arg-type]
        lambda: immunomod.safety("humira", only="everything"),  # type: ignore[arg-type]
        lambda: immunomod.compare("humira", "tofacitinib", only="everything"),
        lambda: immunomod.checklist("humira", phases=["before", "never"]),  # type: ignore[list-item]
        lambda: immunomod.compare("humira"),
        lambda: immunomod.check("humira"),
        lambda: immunomod.search("--"),
    ],
)
def test_a_wrong_word_is_an_error_and_not_an_empty_answer(call: Callable[[], Any]) -> None:
    with pytest.raises(immunomod.UsageError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: immunomod.condition("RA", mechanism="nosuch"),
        lambda: immunomod.risk("pml", condition="nosuch"),
        lambda: immunomod.agents(mechanism="nosuch"),
        lambda: immunomod.compare("humira", "nosuch", "tofacitinib"),
        lambda: immunomod.checklist("humira", "nosuch"),
    ],
)
def test_an_unknown_name_among_others_is_never_passed_over(call: Callable[[], Any]) -> None:
    with pytest.raises(immunomod.NotFound) as caught:
        call()
    assert caught.value.query == "nosuch"


@pytest.mark.parametrize("name", [None, 3, float("nan"), b"humira"])
def test_a_name_is_text(name: Any) -> None:
    for ask in (immunomod.drug, immunomod.condition, immunomod.check, immunomod.compare, immunomod.checklist):
        with pytest.raises(TypeError, match="a name is text"):
            ask(name)


def test_a_name_with_spaces_is_one_name() -> None:
    assert immunomod.drug("mycophenolate mofetil")["id"] == "mycophenolate-mofetil"
    with pytest.raises(immunomod.NotFound):
        immunomod.drug("tacrolimus prograf")


def test_results_belong_to_the_caller() -> None:
    immunomod.drug("humira")["safety"]["warnings"].clear()
    assert immunomod.drug("humira")["safety"]["warnings"]


def test_a_catalogue_of_ones_own_is_on_top_and_travels_with_a_pickle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text('risks: {ward: {name: ward, definition: "Ours."}}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reference = immunomod.load("mine.yaml")
    monkeypatch.chdir("/")
    for copy in (reference, pickle.loads(pickle.dumps(reference))):  # noqa: S301
        assert copy.risk("ward")["risk"]["definition"] == "Ours."
        assert copy.drug("humira")["id"] == "adalimumab"
    assert "mine.yaml" in repr(reference)
    with pytest.raises(immunomod.NotFound):
        immunomod.risk("ward")
    monkeypatch.setenv(paths.ENVIRONMENT, str(tmp_path / "mine.yaml"))
    assert immunomod.load().risk("ward")["agents"] == []


def test_a_wrong_catalogue_is_reported_when_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("risks:\n  ward: {name: ward, colour: red}\n", encoding="utf-8")
    with pytest.raises(immunomod.CatalogueInvalid) as caught:
        immunomod.load(tmp_path / "wrong.yaml")
    assert {problem.line for problem in caught.value.problems} == {2}
    with pytest.raises(immunomod.CatalogueUnreadable):
        immunomod.load(tmp_path / "nowhere.yaml")


def test_closing_lets_go_and_asking_opens_again() -> None:
    with immunomod.load() as reference:
        version = reference.version
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", reference.updated)
    assert reference.version == version
    reference.close()
    reference.close()


def test_threads_share_a_reference() -> None:
    ids = [row["id"] for row in immunomod.agents()]
    with immunomod.load() as reference, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(reference.drug, ids * 3))
    assert [agent["id"] for agent in found] == ids * 3


@pytest.mark.parametrize("start", sorted(multiprocessing.get_all_start_methods()))
def test_processes_are_sent_its_methods(start: str) -> None:
    immunomod.drug("humira")
    with multiprocessing.get_context(start).Pool(2) as pool:
        assert [agent["id"] for agent in pool.map(immunomod.drug, ["Humira", "Prograf"])] == ["adalimumab", "tacrolimus"]


def test_an_index_damaged_while_it_is_open_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "small.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(paths, "builtin_data", lambda: data)
    monkeypatch.setattr(paths, "packaged_index", lambda: tmp_path / "no index")
    monkeypatch.setenv(paths.CACHE_ENVIRONMENT, str(tmp_path / "cache"))
    reference = immunomod.load()
    (file,) = (tmp_path / "cache").glob("*.sqlite")
    text = file.read_bytes()
    file.write_bytes(text.replace(b"It blocks TNF.", b"It blocks IL1."))
    assert reference.drug("examplumab")["action"]["text"] == "It blocks TNF."
    file.unlink()
    with pytest.raises(immunomod.NotFound):
        reference.drug("nosuch")
    assert reference.search("TNF")
    assert store.open_index().body("agents", "examplumab")


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import immunomod; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "['immunomod']\n"


def test_using_it_imports_no_library_of_the_command_line() -> None:
    code = (
        "import sys, immunomod; immunomod.load().drug('humira'); print(sys.modules.keys() & {'typer', 'rich', 'immunomod.cli'})"
    )
    subprocess.run([sys.executable, "-c", "import immunomod; immunomod.load()"], cwd=ROOT, check=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "set()\n"


def test_every_public_name_is_there_and_no_other() -> None:
    for name in immunomod.__all__:
        assert getattr(immunomod, name) is not None
        assert name in dir(immunomod)
    with pytest.raises(AttributeError, match="no attribute 'nosuch'"):
        _ = immunomod.nosuch  # type: ignore[attr-defined]
