"""What finds nothing says so in a line, and what is asked for in the wrong place is shown the right one."""

from collections.abc import Callable

import pytest

from tests.conftest import Run


@pytest.mark.parametrize("format", ["plain", "table", "markdown"])
@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["search", "xyzzy"], "no entry has 'xyzzy' in its text; try fewer words, or the beginning of a word"),
        (["list", "agents", "--condition", "asthma", "--effect", "stimulates"], "no agent fits; leave out a filter"),
    ],
)
def test_nothing_found_is_said_on_stderr_alone(run_here: Callable[..., Run], call: list[str], said: str, format: str) -> None:
    done = run_here(*call, "-f", format)
    assert (done.status, done.out, done.err) == (1, "", f"immunomod: {said}\n")


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        ("Humira", "it is an agent: immunomod drug Humira"),
        ("PD-1", "it is a mechanism: immunomod mechanism PD-1"),
        ("pml", "it is a risk: immunomod risk pml"),
        ("JAK1", "it is a target: immunomod target JAK1"),
        ("L04AB", "it stands for several agents: immunomod drug L04AB"),
        ("help drug", "use immunomod drug --help"),
        ("help", "use immunomod --help"),
        ("version", "use immunomod --version"),
    ],
)
def test_a_word_that_is_no_command_leads_to_one(run_here: Callable[..., Run], words: str, mend: str) -> None:
    done = run_here(*words.split())
    assert done.status == 2
    assert done.err.endswith(f"; {mend}\n")


def test_three_suggestions_read_as_a_sentence(run_here: Callable[..., Run]) -> None:
    assert run_here("target", "JAK9").err.endswith("did you mean JAK1, JAK2 or JAK3?\n")
