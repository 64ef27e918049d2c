"""Help: fits the terminal, cuts nothing, and tells a command's own options from those of all."""

from collections.abc import Callable

import pytest

from immunomod.cli.app import COMMANDS
from immunomod.cli.help import GROUPS, gist
from tests.conftest import Run


def test_every_command_stands_in_one_group_in_the_order_of_the_program() -> None:
    assert [name for names in GROUPS.values() for name in names] == list(COMMANDS)


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_help_fits_the_terminal_but_for_its_examples(run_here: Callable[..., Run], width: int) -> None:
    for command in (None, *COMMANDS):
        words = ["--help"] if command is None else [command, "--help"]
        for line in run_here(*words, columns=width).out.splitlines():
            example = line.startswith("    ") and "immunomod " in line
            assert example or len(line) <= width, (command, line)


def test_no_summary_is_cut(run_here: Callable[..., Run]) -> None:
    text = run_here("--help").out
    listing = text[text.index("Look up:") : text.index("Options:")]
    assert "…" not in listing and "..." not in listing
    assert "Show versions, counts, coverage, and where the catalogue and its index are" in " ".join(listing.split())


def test_options_of_every_command_stand_apart_and_last(run_here: Callable[..., Run]) -> None:
    own, _, shared = run_here("check", "--help").out.partition("Options of every command:\n")
    assert "--fail-on LEVEL" in own and "One of contraindicated, major, moderate, minor." in " ".join(own.split())
    assert "--format FORMAT" not in own and "--format FORMAT" in shared and "--help" in shared


def test_defaults_are_told_and_optional_arguments_are_in_brackets(run_here: Callable[..., Run]) -> None:
    assert "Default: 50." in run_here("search", "-h").out
    assert "[OPTION...] [OF]" in run_here("schema", "-h").out
    assert "Default" not in run_here("condition", "-h").out


def test_a_gist_ends_at_the_first_stop() -> None:
    assert gist("Do this: and that.\n\nMore.") == "Do this"
    assert gist("Do this,\n    in two lines.") == "Do this, in two lines"
