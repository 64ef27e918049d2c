"""A catalogue is loaded whole or refused with every problem, each with file, line, column and mend."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immunomod.catalogue.load import files, is_complete, load
from immunomod.errors import CatalogueInvalid, CatalogueUnreadable
from tests.conftest import SMALL


def refused(file: Path, text: str) -> list[str]:
    """The problems of a text, without the file's name."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueInvalid) as caught:
        load([file])
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def test_a_correct_file_loads(small: Path) -> None:
    catalogue = load([small])
    assert catalogue.agents["examplumab"].safety.warnings[0].refs == ["boxed", "5.10"]
    assert catalogue.places["agents", "examplumab"].line == SMALL.splitlines().index("  examplumab:") + 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("routes: [subcutaneous]", "routes: [subcutaneus]", "'subcutaneus' is not allowed here; did you mean 'subcutaneous'?"),
        ("effect: suppresses\n    modality", "effect: calms\n    modality", "'calms' is not allowed here; use one of suppresses"),
        ("    status: marketed\n", "", "'status' is missing; add it"),
        ("    status: marketed\n", "    status: marketed\n    dose: 5 mg\n", "unknown key 'dose'; remove it or correct"),
        ("    name: examplumab\n", "    name: [a, b]\n", "expected text, found a list"),
        ("    name: examplumab\n", '    name: ""\n', "'name' is empty; fill it in"),
        ("{condition: gout,", "{condition: gput,", "no conditions entry 'gput'; did you mean 'gout'?"),
        ("{risk: infection,", "{risk: infektion,", "no risks entry 'infektion'; did you mean 'infection'?"),
        ("mechanisms: [blocking]", "mechanisms: [nothing]", "no mechanisms entry 'nothing'; add it"),
        ("with: warfarin", "with: walfarin", "did you mean 'warfarin'?"),
        ('refs: ["12.1"]', 'refs: ["nowhere:1"]', "no source 'nowhere'; declare it under `sources`"),
        ('refs: ["12.1"]', "refs: []", "'refs' is empty"),
        ('refs: ["1"]', 'refs: ["ema:Examplo"]', "examplumab has no EMA approval of 'Examplo'"),
        ('refs: [boxed, "5.10"]', 'refs: ["5.10"]', "infection is boxed but cites no boxed warning"),
        ("level: boxed", "level: warning", "infection cites the boxed warning but is not `level: boxed`"),
        ("parent: suppression\n", "parent: blocking\n", "'blocking' is its own ancestor"),
        ("interactants:\n", "interactants:\n  coumadin: {name: Warfarin, kind: drug}\n", "already leads to 'coumadin'"),
        ("    name: examplumab\n", "    name: examplumab\n    synonyms: ['™']\n", "has no letter or digit"),
        ("kind: drug}", "kind: group, counts: {mechanisms: [blocked], note: n}}", "no mechanisms entry 'blocked'; add it"),
        (
            "kind: drug}",
            "kind: group, counts: {conditions: [gput], note: n}}",
            "no conditions entry 'gput'; did you mean 'gout'?",
        ),
        ("kind: drug}", "kind: group, counts: {modalities: [pill], note: n}}", "no agent has the modality 'pill'"),
        ("kind: drug}", "kind: group, counts: {note: n}}", "every agent would count; name a mechanism"),
        ("kind: drug}", "kind: drug, counts: {effects: [suppresses], note: n}}", "nothing else counts as a single drug"),
        (
            "      monitoring:",
            "      contraindications: [{what: x, risks: [x], refs: [boxed]}]\n      monitoring:",
            "no risks entry 'x'",
        ),
        (
            "      monitoring:",
            "      pregnancy: {advice: x, level: never, refs: [boxed]}\n      monitoring:",
            "'never' is not allowed",
        ),
        (
            "      monitoring:",
            "      contraception: {advice: x, level: avoid, refs: [boxed]}\n      monitoring:",
            "unknown key 'level'",
        ),
        ("set_id: 6b89e8a4", "revised: 2026-02-30, set_id: 6b89e8a4", "2026-02-30 is not a date"),
        ("  examplumab:\n", "  Example_umab:\n", "is not an id of agents; use lower-case words"),
        ("conditions:\n", "condition:\n", "unknown key 'condition'; top-level keys are"),
    ],
)
def test_each_mistake_is_named_with_its_place_and_its_mend(small: Path, old: str, new: str, problem: str) -> None:
    assert old in SMALL
    found = refused(small, SMALL.replace(old, new, 1))
    assert any(problem in line for line in found), found
    assert all(re.match(r"\d+:\d+: .+", line) for line in found)


def test_the_place_is_that_of_the_mistake(small: Path) -> None:
    text = SMALL.replace("when: monthly", "when: monthly, often: yes")
    line = next(i for i, content in enumerate(text.splitlines(), 1) if "often: yes" in content)
    column = text.splitlines()[line - 1].index("yes,") + 1
    assert refused(small, text)[0].startswith(f"{line}:{column}: unknown key 'often'")


def test_all_mistakes_are_reported_at_once(small: Path) -> None:
    text = SMALL.replace("routes: [subcutaneous]", "routes: [x]").replace("{condition: gout,", "{condition: gput,")
    text = text.replace("  gout: {name: gout, category: autoimmune}", "  gout: {name: gout, category: joints}")
    found = refused(small, text)
    assert len(found) >= 2
    assert any("'x' is not allowed" in line for line in found)
    assert any("'joints' is not allowed" in line for line in found)


def test_a_broken_entry_is_not_reported_as_missing_too(small: Path) -> None:
    found = refused(small, SMALL.replace("category: autoimmune", "category: joints"))
    assert len(found) == 1


def test_an_entry_twice_in_two_files_of_a_folder_is_refused(tmp_path: Path, small: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("conditions:\n  gout: {name: gout attack, category: autoimmune}\n", encoding="utf-8")
    with pytest.raises(CatalogueInvalid, match="stands in"):
        load([tmp_path])


def test_a_later_path_replaces_an_entry_by_id(tmp_path: Path, small: Path) -> None:
    added = tmp_path / "added"
    added.mkdir()
    (added / "mine.yaml").write_text("conditions:\n  gout: {name: gout flare, category: autoimmune}\n", encoding="utf-8")
    assert load([small, added]).conditions["gout"].name == "gout flare"


def test_files_of_a_folder_are_its_yaml_files(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "notes.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [file.name for file in files(tmp_path)] == ["a.yml", "b.yaml"]


@pytest.mark.parametrize("make", ["missing", "empty folder"])
def test_a_path_that_cannot_be_read_says_so(tmp_path: Path, make: str) -> None:
    path = tmp_path / "nothing"
    if make == "empty folder":
        path.mkdir()
    with pytest.raises(CatalogueUnreadable, match="nothing"):
        load([path])


def test_only_a_catalogue_with_a_header_is_complete(tmp_path: Path, small: Path) -> None:
    part = tmp_path / "part.yaml"
    part.write_text("conditions: {}\n", encoding="utf-8")
    assert is_complete(small)
    assert not is_complete(part)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_catalogue_is_loaded_or_refused_with_places(small: Path, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SMALL) - 1))
    length = data.draw(st.integers(0, 30))
    piece = data.draw(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"#?\n \t5."), max_size=8))
    small.write_text(SMALL[:at] + piece + SMALL[at + length :], encoding="utf-8")
    try:
        load([small])
    except CatalogueInvalid as error:
        assert error.problems
        assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in error.problems)
