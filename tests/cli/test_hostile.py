"""A catalogue whose every text means harm is shown as it is, in every format and by every command: nothing more happens."""

import csv
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from immunomod.catalogue.load import load
from immunomod.catalogue.model import Catalogue
from immunomod.index.reader import Index
from tests.battery import FORMATS, FULL, ask, calls, indexed
from tests.catalogue.test_load import refused
from tests.conftest import SMALL, Run

EVIL = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\press [bold]loud[/bold] "
    "[link=http://evil.example]x[/link] :smile: <b>tag</b> <!-- hidden &lt; | `code` **strong** _slant_ "
    "[text](http://evil.example) \\ # \" ' \u202eback\u2066wards\u200b $(touch x) ; rm -rf x \r\n\t =1+1"
)
SEEN = "[31mred[0m"  # what is left of the first words: the escape character is gone
OURS = {"text", "name", "us_name", "synonyms", "codes", "class_name", "definition", "note", "advice", "what", "when", "scope"}
OURS |= {"population", "title", "publisher", "cells", "brand", "US", "EU", "modality", "modalities", "licence", "number"}


def _hostile(value: Any, key: str = "") -> Any:
    """A document with evil words behind each text that the catalogue's author may choose."""
    if isinstance(value, dict):
        return {k: _hostile(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_hostile(item, key) for item in value]
    return f"{value} {EVIL}"[: 199 if key != "text" else None] if key in OURS and value[0] != "-" else value


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    file = tmp_path_factory.mktemp("hostile") / "full.yaml"
    document = yaml.load(FULL.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (text as it stands)
    document["agents"]["examplumab"]["synonyms"] = ["-f", "-json", "x" * 180]
    file.write_text(yaml.safe_dump(_hostile(document), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load([file])


@pytest.fixture(scope="module")
def answered(catalogue: Catalogue) -> Iterator[Any]:
    """Every call that finds something, by its command."""
    index = indexed(catalogue)
    found = [call for call in calls(catalogue) if ask(index, call, "jsonl").status == 0]
    assert {call[0] for call in found} >= {"drug", "safety", "condition", "mechanism", "about", "list", "search", "check", "info"}
    return index, found


def _check_characters(text: str, allowed: str = "\n") -> None:
    wrong = {char for char in text if unicodedata.category(char)[0] == "C" and char not in allowed}
    assert not wrong


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_but_plain_characters_reaches_the_output(answered: tuple[Index, list[list[str]]], format: str) -> None:
    index, found = answered
    shown = 0
    for call in found:
        done = ask(index, call, format, 80)
        _check_characters(done.out, "\n\t" if format in ("plain", "tsv") else "\n")
        _check_characters(done.err)
        shown += SEEN in "".join(done.out.split()).replace("\\", "")
    assert shown > len(found) // 2


@pytest.mark.parametrize("columns", [1, 20, 60, 500])
def test_tables_hold_together_at_any_width(answered: tuple[Index, list[list[str]]], columns: int) -> None:
    index, found = answered
    for call in found:
        lines = ask(index, call, "table", columns).out.splitlines()
        assert max(map(len, lines)) <= max(20, columns)
    text = "".join(ask(index, ["about", "--", "biosimilar"], "table", columns).out.split())
    assert "[bold]loud[/bold]" in text  # not taken for markup
    assert ":smile:" in text


@pytest.mark.parametrize("format", ["plain", "tsv", "csv"])
def test_rows_hold_together(answered: tuple[Index, list[list[str]]], format: str) -> None:
    index, found = answered
    for call in found:
        out = ask(index, call, format).out
        rows = list(csv.reader(io.StringIO(out))) if format == "csv" else [line.split("\t") for line in out.split("\n")[:-1]]
        assert len({len(row) for row in rows}) <= 1, call


def test_no_cell_of_the_catalogue_is_a_formula(answered: tuple[Index, list[list[str]]]) -> None:
    index, found = answered
    for call in found:
        for row in csv.reader(io.StringIO(ask(index, call, "csv").out)):
            assert not [cell for cell in row if re.match(r"[=+@＝＋＠－]|-(?![a-z]+\b)", cell)], call


def test_json_and_yaml_carry_the_same_text(answered: tuple[Index, list[list[str]]]) -> None:
    index, found = answered
    for call in found:
        assert yaml.safe_load(ask(index, call, "yaml").out) == json.loads(ask(index, call, "json").out)


def test_markdown_shows_the_text_and_no_more(answered: tuple[Index, list[list[str]]]) -> None:
    index, found = answered
    reader = MarkdownIt("commonmark").enable("table")
    for call in found:
        out = ask(index, call, "markdown").out
        tokens = [token for outer in reader.parse(out) for token in (outer, *(outer.children or ()))]
        assert not [token for token in tokens if token.type in ("html_inline", "html_block", "image", "fence", "code_block")], (
            call
        )
        links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
        assert not [link for link in links if "evil" in link], call
        assert all(token.content.startswith("immunomod ") for token in tokens if token.type == "code_inline"), call
        for table in re.findall(r"(?:^\|.*\n)+", out, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, call


def test_a_name_that_looks_like_an_option_is_asked_for_behind_two_hyphens(catalogue: Catalogue) -> None:
    index = indexed(catalogue)
    assert ask(index, ["drug", "--", "-f"], "jsonl").status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="such names are for Linux")
@pytest.mark.parametrize("format", FORMATS)
def test_the_name_of_a_file_is_shown_without_what_it_would_do(
    tmp_path: Path, run_here: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr("immunomod.catalogue.validate.builtin_data", lambda: FULL)
    file = tmp_path / "a\x1b[31m  b\udcff\u202e\nc.yaml"
    file.write_text("terms: []\n", encoding="utf-8")
    done = run_here("validate", str(file), "-f", format)
    assert done.status == 3
    _check_characters(done.out, "\n\t")
    assert "a\ufffd" in done.out


def test_texts_to_annotate_do_nothing_at_a_terminal(run_here: Callable[..., Run]) -> None:
    for format in ("table", "markdown"):
        done = run_here("annotate", "-", "-f", format, stdin=f"Humira {EVIL[:40]}\n")
        assert "adalimumab" in done.out
        _check_characters(done.out)


@pytest.mark.parametrize(
    "address", ["https://x/><img src=x>", "https://x/`id`", "https://x/|a|", "javascript:alert(1)", "https://a b"]
)
def test_an_address_that_is_more_than_an_address_is_refused(small: Path, address: str) -> None:
    found = refused(small, SMALL.replace('{title: "A book",', f'{{title: "A book", url: {json.dumps(address)},'))
    assert any("does not have the form" in line for line in found)


def test_a_label_record_shows_no_more_than_words(
    tmp_path: Path, run_here: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("immunomod.audit.run.builtin_data", lambda: FULL.parent)
    monkeypatch.setattr("immunomod.audit.run.load", lambda _: load([FULL]))
    record = {"drug": EVIL, "set_id": EVIL, "effective_time": EVIL, "sections": {"boxed_warning": EVIL, EVIL: EVIL}}
    (tmp_path / "examplumab.json").write_text(json.dumps(record), encoding="utf-8")
    for format in FORMATS:
        done = run_here("audit", str(tmp_path), "-f", format)
        assert "newer label" in done.out
        _check_characters(done.out, "\n\t")
        _check_characters(done.err)


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-1+1", "-cmd|' /C calc'!A0", "＝1", "--json"])
def test_text_that_would_be_a_formula_is_refused(small: Path, text: str) -> None:
    found = refused(small, SMALL.replace("name: infection,", f"name: {json.dumps(text, ensure_ascii=False)},"))
    assert any("would be a formula in a spreadsheet; begin with a letter or digit" in line for line in found)
