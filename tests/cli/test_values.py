"""What arguments take is what the queries know; completion offers names."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import get_args

import pytest

from immunomod.cli import values
from immunomod.query.listing import FILTERS_OF
from immunomod.words import SAFETY_PARTS
from tests.conftest import ROOT


def test_kinds_and_parts_are_those_of_the_queries() -> None:
    assert get_args(values.Kind) == tuple(FILTERS_OF)
    assert [part.value.replace("-", "_") for part in values.Part] == ["boxed", *SAFETY_PARTS]


@pytest.mark.parametrize(
    ("complete", "typed", "offered"),
    [
        (values.complete_agent, "tacrol", "tacrolimus"),
        (values.complete_agent, "Hum", "Humira"),
        (values.complete_agent, "L04AD0", "L04AD02"),
        (values.complete_condition, "rheum", "rheumatoid-arthritis"),
        (values.complete_mechanism, "jak-", "jak-inhibition"),
        (values.complete_term, "trough", "trough-level"),
    ],
)
def test_completion_offers_names_that_begin_with_what_was_typed(
    complete: Callable[[str], list[str]], typed: str, offered: str
) -> None:
    found = complete(typed)
    assert offered in found
    assert all(name.casefold().startswith(typed.casefold()) for name in found)


def test_completion_stays_quiet_about_nonsense() -> None:
    assert values.complete_agent("qqqq") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_offered_commands_and_names(shell: str) -> None:
    def complete(words: str) -> str:
        variables = {
            "_IMMUNOMOD_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        program = "import sys; sys.argv = ['immunomod']; from immunomod.cli.main import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            check=False,
        )
        return done.stdout

    assert "mechanism" in complete("immunomod mech")
    assert "tacrolimus" in complete("immunomod drug tacrol")
    assert "jak-inhibition" in complete("immunomod condition RA --mechanism jak-")
    assert "--format" in complete("immunomod drug --form")
