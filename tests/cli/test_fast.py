"""The fast lane answers exactly as Typer does, byte for byte, and leaves to Typer what is not its own."""

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from immunomod.cli.app import app
from immunomod.cli.fast import answer_plain_call
from tests.conftest import ROOT

COMMANDS = ["drug", "condition", "mechanism", "safety"]
NAMES = [
    *("tacrolimus", "Prograf", "HUMIRA", "mycophenolate", "mofetil", "mycophenolate mofetil", "adalimumab-aaty", "L04AD02"),
    *("L04AB", "TNF blocker", "PD-1", "TNF", "jak-inhibition", "kinase", "asthma", "RA", "Crohn's", "disease", "Crohn’s disease"),
    *("tacrolimos", "sirolimus temsirolimus", "infliximabb", "aspirin", "biosimilar", "no such name", "interferon", "TNF-α"),
]
ODD = ["", " ", "-", "--", "-x", "-f", "-fjson", "-h", "--help", "--json", "--jso", "--format", "--format=json", "--json=1"]
FORMATS = ["json", "jsonl", "plain", "tsv", "csv", "yaml", "JSON", "jso", "", "-"]

words = st.sampled_from(NAMES) | st.text(max_size=8) | st.text("aeilmnstu-'®é ", min_size=3, max_size=12)
formats = st.sampled_from(FORMATS).flatmap(lambda name: st.sampled_from([["-f", name], ["--format", name], ["--json"]]))
plain = st.builds(
    lambda command, before, option, after: [command, *before, *option, *after],
    st.sampled_from(COMMANDS),
    st.lists(words, max_size=3),
    st.just([]) | formats,
    st.lists(words, max_size=2),
)
anything = st.lists(words | st.sampled_from([*COMMANDS, "about", "--full", *ODD, *FORMATS]), max_size=6)
names_on_stdin = st.lists(words, max_size=4).map(lambda names: "\n".join(names).encode("utf-8", "replace"))

Outcome = tuple[int | str | None, bytes, bytes]


@contextmanager
def streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard streams as `main` sets them, in memory."""
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout = io.TextIOWrapper(out, "utf-8", "replace")
    sys.stderr = io.TextIOWrapper(err, "utf-8", "replace", line_buffering=True)
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def outcome(call: Callable[[], object], stdin: bytes) -> Outcome | None:
    """How a call ended and what it printed; None when it returned without an answer."""
    ended = False
    status: int | str | None = None
    with streams(stdin) as (out, err):
        try:
            call()
        except SystemExit as exit:
            ended, status = True, exit.code
        sys.stdout.flush()
        return (status or 0, out.getvalue(), err.getvalue()) if ended else None


def compared(arguments: Sequence[str], stdin: bytes = b"") -> bool:
    """Whether the fast lane takes a call; if so, it must answer as Typer does."""
    fast = outcome(lambda: answer_plain_call(arguments), stdin)
    if fast is not None:
        assert fast == outcome(lambda: app(list(arguments), prog_name="immunomod"), stdin)
    return fast is not None


@settings(max_examples=150, deadline=None)
@given(plain, names_on_stdin)
@example(["drug", "tacrolimus", "--json"], b"")
@example(["condition", "Crohn's", "disease", "-f", "tsv"], b"")
@example(["drug", "tacrolimos", "sirolimuss", "-f", "jsonl"], b"")
@example(["safety", ""], b"")
@example(["mechanism", "\udcff", "--json"], b"")
@example(["drug", "x", "-", "-f", "plain"], b"Humira\n\nno such drug\r\n\xff\n")
@example(["drug", "-"], b"")
@example(["drug", "--json", "tacrolimus", "-f", "csv"], b"")
def test_plain_forms_are_answered_as_typer_answers_them(arguments: list[str], stdin: bytes) -> None:
    compared(arguments, stdin)


@settings(max_examples=150, deadline=None)
@given(anything, names_on_stdin)
def test_no_arguments_whatever_make_a_difference(arguments: list[str], stdin: bytes) -> None:
    compared(arguments, stdin)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("format", [[], ["--json"], ["-f", "json"], ["--format", "jsonl"], ["-f", "plain"], ["-f", "tsv"]])
def test_the_forms_of_loops_and_pipelines_are_taken(command: str, format: list[str]) -> None:
    for name in ("TNF", "asthma", "tacrolimus"):
        assert compared([command, name, *format])
        assert compared([command, *format, name, "nosuch"])
    assert compared([command, "-", *format], b"TNF\nasthma\nMS\n")


@pytest.mark.parametrize(
    "call",
    [
        "",
        "drug",
        "drug --json",
        "about biosimilar",
        "search hepatitis",
        "--json drug tacrolimus",
        "drug tacrolimus --full",
        "drug tacrolimus -f table",
        "drug tacrolimus -f csv",
        "drug tacrolimus -fjson",
        "drug tacrolimus --format=json",
        "drug tacrolimus --json --json",
        "drug tacrolimus --json -f csv",
        "drug tacrolimus -f",
        "drug -- tacrolimus",
        "drug tacrolimus --help",
        "drug tacrolimus --color never",
        "drug tacrolimus --catalogue x.yaml",
        "safety tacrolimus --only boxed",
        "condition asthma --region EU",
    ],
)
def test_everything_else_is_left_to_typer(call: str) -> None:
    assert not compared(call.split())


def test_a_table_for_a_terminal_and_completion_are_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, streams(b""):
        patch.setattr(sys.stdout, "isatty", lambda: True)
        answer_plain_call(["drug", "tacrolimus"])
    monkeypatch.setenv("_IMMUNOMOD_COMPLETE", "complete_bash")
    assert not compared(["drug", "tacrolimus"])


def test_catalogues_of_the_environment_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("conditions:\n  housecough: {name: house cough, category: other}\n", encoding="utf-8")
    monkeypatch.setenv("IMMUNOMOD_CATALOGUE", str(mine))
    assert compared(["condition", "house", "cough", "--json"])
    mine.write_text("conditions: []\n", encoding="utf-8")
    assert compared(["condition", "house", "cough", "--json"])


TYPER = "import sys; from immunomod.cli.app import app; from immunomod.cli import fast; fast.answer_plain_call = lambda _: None; "
MAIN = "from immunomod.cli.main import main; main()"


@pytest.mark.parametrize(
    "script",
    [
        "immunomod drug tacrolimus --json",
        "immunomod drug 'mycophenolate mofetil' Humira nosuch -f tsv; echo $?",
        "immunomod safety tacrolimos --json; echo $?",
        'immunomod condition "Crohn\'s disease" multiple sclerosis | sort',
        "printf 'RA\\nlupus\\n' | immunomod condition - -f jsonl",
        "immunomod mechanism $'\\xff' 'a\tb' ''; echo $?",
        "immunomod safety L04 | head -n 1; echo ${PIPESTATUS[0]}",
        "immunomod drug - --json < /dev/null; echo $?",
        "immunomod drug tacrolimus --json >&-; echo $?",
        "immunomod drug nosuch 2>&-; echo $?",
        "immunomod drug - <&-; echo $?",
        "immunomod drug tacrolimus > /dev/full; echo $?",
        "LC_ALL=C immunomod drug TNF-α -f plain | wc -c",
    ],
)
def test_through_a_shell_both_are_the_same(script: str) -> None:
    def run(before: str) -> tuple[int, bytes, bytes]:
        program = shlex.quote(f"{before}{MAIN}")
        define = f'immunomod() {{ {shlex.quote(sys.executable)} -c {program} "$@"; }}\n'
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(["bash", "-c", define + script], capture_output=True, env=environment, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr

    fast = run("")
    assert fast == run(TYPER)
    assert b"Traceback" not in fast[2]
