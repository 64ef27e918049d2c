"""compare as a script and a reader call it."""

from collections.abc import Callable

from immunomod.cli.commands.compare import Only
from immunomod.query.compare import DIFFERENCES
from immunomod.query.facts import PARTS
from tests.conftest import Run, lines


def test_only_takes_the_parts_of_the_query() -> None:
    assert [only.value.replace("-", "_") for only in Only] == [DIFFERENCES, *PARTS]


def test_plain_has_a_line_for_each_fact_and_each_silent_cell(run_here: Callable[..., Run]) -> None:
    rows = lines(run_here("compare", "adalimumab", "tofacitinib", "--only", "risks").out)
    assert all(len(row) == 7 for row in rows)
    mace = {row[0]: row[1:5] for row in rows if row[2] == "mace"}
    name = "major adverse cardiovascular events"
    assert mace == {"adalimumab": ["risks", "mace", name, "not listed"], "tofacitinib": ["risks", "mace", name, "boxed"]}
    assert all(row[6] for row in rows if row[4] in ("boxed", "warning"))


def test_names_come_from_standard_input(run_here: Callable[..., Run]) -> None:
    piped = run_here("compare", "-", "--only", "pregnancy", stdin="Humira\nmycophenolate mofetil\n")
    assert piped.out == run_here("compare", "humira", "mycophenolate", "mofetil", "--only", "pregnancy").out
    assert {row[0] for row in lines(piped.out)} == {"adalimumab", "mycophenolate-mofetil"}


def test_too_few_agents_are_one_clear_line(run_here: Callable[..., Run]) -> None:
    done = run_here("compare", "humira", "adalimumab")
    assert done.status == 2
    assert done.err == "immunomod: compare needs two agents or more, and this is only adalimumab; name another\n"


def test_a_missing_name_is_suggested_and_the_rest_compared(run_here: Callable[..., Run]) -> None:
    done = run_here("compare", "humira", "tacrolimos", "sirolimus", "--only", "lactation")
    assert done.status == 1
    assert done.err == "immunomod: no agent is called 'tacrolimos'; did you mean tacrolimus?\n"
    assert {row[0] for row in lines(done.out)} == {"adalimumab", "sirolimus"}
