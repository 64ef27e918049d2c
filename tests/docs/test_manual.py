"""Manual pages: one a command, current, and clean roff whatever the help texts say."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.generator import facts, manual, roff
from docs.generator.commands import Command, Option
from immunomod.cli.app import COMMANDS, DISCLAIMER
from immunomod.exits import Exit
from tests.conftest import ROOT

PAGES = sorted((ROOT / "docs" / "man").glob("*.1"))
_ESCAPES = {
    r"\e": "\\",
    r"\-": "-",
    r"\(dq": '"',
    r"\(aq": "'",
    r"\(ha": "^",
    r"\(ti": "~",
    r"\fB": "",
    r"\fI": "",
    r"\fR": "",
    r"\&": "",
}


def read(text: str) -> str:
    """What a reader sees of roff without requests."""
    one = "|".join(map(re.escape, _ESCAPES))
    seen = re.sub(rf"{one}|\\\[u([0-9A-F]+)\]", lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPES[m[0]], text)
    return " ".join(seen.split())


def test_every_command_has_a_page_that_is_current() -> None:
    pages = manual.files()
    assert {path.stem for path in pages} == {"immunomod", *(f"immunomod-{name}" for name in COMMANDS)}
    assert {path: path.read_text(encoding="utf-8") for path in PAGES} == pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_its_sections_and_leads_to_the_others(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for section in (
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "EXAMPLES",
        "EXIT STATUS",
        "ENVIRONMENT",
        "FILES",
        "DISCLAIMER",
    ):
        assert f'.SH "{section}"\n' in text
    assert DISCLAIMER in read(text)
    _, _, also = text.partition('.SH "SEE ALSO"\n')
    assert set(re.findall(r"[\w-]+(?=\(1\))", read(also))) == {other.stem for other in PAGES} - {page.stem}


def test_exit_statuses_are_all_explained() -> None:
    assert set(facts.STATUSES) == set(Exit)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("check", [["mandoc", "-Tlint"], ["groff", "-man", "-ww", "-z", "-Tutf8"]], ids=["mandoc", "groff"])
def test_formatters_find_no_fault(page: Path, check: list[str]) -> None:
    if shutil.which(check[0]) is None:
        pytest.skip(f"{check[0]} is not installed")
    done = subprocess.run([*check, str(page)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@given(st.text(st.characters(exclude_characters="`", exclude_categories=["C", "Zl", "Zp"])))
def test_prose_is_read_as_it_was_written(text: str) -> None:
    made = roff.plain(text)
    assert read(made) == " ".join(text.split())
    assert made.isascii()
    assert not any(line.startswith((".", "'")) for line in made.splitlines())


def test_what_is_typed_keeps_its_hyphens() -> None:
    assert (
        roff.plain("see `--fail-on`, a well-known one; -f is short") == r"see \fB\-\-fail\-on\fR, a well-known one; \-f is short"
    )
    assert roff.literal(".hidden -x 'a'") == r"\&.hidden \-x \(aqa\(aq"


def test_a_command_without_arguments_or_examples_has_no_empty_sections() -> None:
    option = Option(("--deep",), "N", "How deep.", (), "3", shared=False)
    bare = Command("dig", "Dig: deep.", (), (), (), (option,))
    text = "\n".join(manual.command_page(bare, [bare], manual.Edition("2026-01-31", "1")))
    assert "ARGUMENTS" not in text
    assert "EXAMPLES" not in text
    assert "Options of every command" not in text
    assert "immunomod-dig \\- dig\n" in text
    assert "\\fB\\-\\-deep\\fR \\fIN\\fR\nHow deep. Default: 3.\n" in text
