"""The audit notices what a newer label changes. Altered copies of real records; skipped where those are absent."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from immunomod.audit.sections import exists, prints, subsections
from tests.conftest import REFERENCE, Run, lines

LABELS = REFERENCE / "labels"
pytestmark = pytest.mark.usefixtures("ours_is_read")
needs_labels = pytest.mark.skipif(not LABELS.is_dir(), reason="the label records are not here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the records of three agents as they were curated."""
    for name in ("tofacitinib", "voclosporin", "anakinra"):
        shutil.copy(LABELS / f"{name}.json", tmp_path)
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[dict[str, Any]], None]) -> None:
    file = folder / f"{name}.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    edit(record)
    file.write_text(json.dumps(record), encoding="utf-8")


def kinds(done: Run, agent: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, kind, where, _ in lines(done.out):
        if id == agent:
            found.setdefault(kind, []).append(where)
    return found


@needs_labels
def test_labels_as_they_were_curated_give_nothing_to_do(run_here: Callable[..., Run], folder: Path) -> None:
    done = run_here("audit", str(folder), "--fail-on", "any")
    assert (done.status, done.out) == (0, "")
    assert "nothing to do" in done.err


@needs_labels
def test_the_whole_set_of_labels_is_as_curated(run_here: Callable[..., Run]) -> None:
    done = run_here("audit", str(LABELS), "--fail-on", "any")
    assert (done.status, done.out) == (0, ""), done.out[:2000]


@needs_labels
def test_a_newer_date_is_reported(run_here: Callable[..., Run], folder: Path) -> None:
    change(folder, "tofacitinib", lambda record: record.update(effective_time="20270101"))
    done = run_here("audit", str(folder))
    assert kinds(done, "tofacitinib") == {"newer label": ["label"]}
    assert "tofacitinib: 1 finding" in done.err
    assert done.status == 0


@needs_labels
def test_a_reworded_box_and_a_lost_box_are_the_gravest(run_here: Callable[..., Run], folder: Path) -> None:
    change(folder, "tofacitinib", lambda record: record["sections"].update(boxed_warning="WARNING: SOMETHING ELSE"))
    change(folder, "voclosporin", lambda record: record["sections"].pop("boxed_warning"))
    done = run_here("audit", str(folder), "--fail-on", "boxed-warning")
    assert kinds(done, "tofacitinib")["boxed warning"] == ["boxed"]
    assert kinds(done, "voclosporin")["boxed warning"] == ["boxed"]
    assert kinds(done, "voclosporin")["fact without section"]
    assert done.status == 4


@needs_labels
def test_a_new_box_is_reported(run_here: Callable[..., Run], folder: Path) -> None:
    change(folder, "anakinra", lambda record: record["sections"].update(boxed_warning="WARNING: NEW HAZARD"))
    assert kinds(run_here("audit", str(folder)), "anakinra") == {"boxed warning": ["boxed"]}


@needs_labels
def test_added_removed_and_reworded_sections_are_reported(run_here: Callable[..., Run], folder: Path) -> None:
    def edit(record: dict[str, Any]) -> None:
        text = record["sections"]["warnings_and_precautions"]
        parts = subsections(5, text)
        last = list(parts)[-1]
        text = text.replace(parts[last], "")
        text = text.replace("5.1 Serious Infections", "5.1 Serious Infections and more", 1)
        record["sections"]["warnings_and_precautions"] = text

    change(folder, "tofacitinib", edit)
    done = run_here("audit", str(folder), "--fail-on", "section-gone")
    found = kinds(done, "tofacitinib")
    assert found["section gone"] == ["5.9"]
    assert "5.1" in found["section changed"]
    assert "5.9" in found["fact without section"]
    assert done.status == 4


@needs_labels
def test_a_section_that_is_new_is_reported(run_here: Callable[..., Run], folder: Path) -> None:
    def edit(record: dict[str, Any]) -> None:
        record["sections"]["warnings_and_precautions"] += " 5.8 New Hazard A new hazard was seen."

    change(folder, "anakinra", edit)
    assert kinds(run_here("audit", str(folder)), "anakinra")["section added"] == ["5.8"]


@needs_labels
def test_the_api_form_of_a_record_is_read_too(run_here: Callable[..., Run], folder: Path) -> None:
    record = json.loads((folder / "anakinra.json").read_text(encoding="utf-8"))
    api = {"set_id": record["set_id"], "effective_time": "20270101", **{k: [v] for k, v in record["sections"].items()}}
    (folder / "anakinra.json").write_text(json.dumps({"results": [api]}), encoding="utf-8")
    assert kinds(run_here("audit", str(folder)), "anakinra") == {"newer label": ["label"]}


@pytest.mark.parametrize("content", [None, "not json", "[]", "{}"])
def test_a_folder_that_holds_no_records_is_refused(run_here: Callable[..., Run], tmp_path: Path, content: str | None) -> None:
    if content is not None and content != "{}":
        (tmp_path / "x.json").write_text(content, encoding="utf-8")
    done = run_here("audit", str(tmp_path))
    assert done.status == 3
    assert done.out == ""
    assert str(tmp_path) in done.err


def test_headings_are_told_from_references() -> None:
    text = "5 WARNINGS see below ( 5.2 ) 5.1 First hazard It is bad [see Warnings (5.2)]. 5. 2 Second hazard Worse. 5.1 2 no"
    assert list(subsections(5, text)) == ["5.1", "5.2"]


def test_a_reprint_is_no_change() -> None:
    one = {"boxed_warning": "WARNING:  Serious Infections"}
    assert prints(one) == prints({"boxed_warning": "Warning: serious infections "})
    assert prints(one) != prints({"boxed_warning": "Warning: serious infection"})


def test_sections_are_found_by_number_word_and_heading() -> None:
    label = {"warnings_and_precautions": "WARNINGS Hepatotoxicity Bad.", "drug_interactions": "7.1 Other Drugs x"}
    assert exists(label, "warnings/Hepatotoxicity")
    assert not exists(label, "warnings/Nephrotoxicity")
    assert exists(label, "7.1")
    assert not exists(label, "7.2")
