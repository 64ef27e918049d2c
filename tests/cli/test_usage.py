"""Wrong usage is one line: what is wrong, and the word or the command that mends it."""

from collections.abc import Callable

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (["drg", "x"], "no command is called 'drg'; did you mean drug?"),
        (["Humira"], "no command is called 'Humira'; it is an agent: immunomod drug Humira"),
        (
            ["rheumatoid", "arthritis"],
            "no command is called 'rheumatoid arthritis'; it is a condition: immunomod condition rheumatoid arthritis",
        ),
        (
            ["Crohn's disease"],
            'no command is called "Crohn\'s disease"; it is a condition: immunomod condition "Crohn\'s disease"',
        ),
        (["qqqq"], "no command is called 'qqqq'; see immunomod --help"),
        (["drug", "x", "--formt", "json"], "no option is called '--formt'; did you mean --format?"),
        (["drug", "-x"], "no option is called '-x'; see immunomod drug --help"),
        (["drug"], "NAME... is missing; see immunomod drug --help"),
        (["list"], "KIND is missing; use one of agents, conditions, mechanisms, risks, interactants, terms"),
        (["list", "agens"], "'agens' is not allowed for KIND; did you mean agents?"),
        (["drug", "x", "-f", "jsn"], "'jsn' is not allowed for --format; did you mean json?"),
        (["drug", "x", "--color", "pink"], "'pink' is not allowed for --color; use one of auto, always, never"),
        (["search", "x", "-n", "0"], "0 is not allowed for --limit; use a whole number from 1"),
        (["drug", "x", "--json=1"], "--json takes no value; leave out the = and what follows"),
        (["list", "agents", "more", "still"], "unexpected 'more still'; see immunomod list --help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_each_mistake_is_one_line_with_its_mend(run_here: Callable[..., Run], call: list[str], line: str) -> None:
    done = run_here(*call)
    assert (done.status, done.out, done.err) == (2, "", f"immunomod: {line}\n")


def test_without_anything_the_help_is_shown_on_stderr(run_here: Callable[..., Run]) -> None:
    done = run_here()
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Usage: ")


def test_a_long_word_is_cut_in_messages_and_whole_in_json(run_here: Callable[..., Run]) -> None:
    word = "q" * 5000
    assert len(run_here("drug", word).err) < 200
    assert f'"query": "{word}"' in run_here("drug", word, "--json").out
    assert len(run_here("list", word).err) < 300
