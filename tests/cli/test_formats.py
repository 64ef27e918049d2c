"""Every command in every format, in a pipe and at a terminal, narrow and wide, with and without colour."""

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from immunomod.cli.app import COMMANDS
from immunomod.render import Format
from tests.conftest import ROOT, Run, lines

CALLS = {
    "drug": ["drug", "tacrolimus", "Humira"],
    "condition": ["condition", "asthma"],
    "condition overview": ["condition"],
    "mechanism": ["mechanism", "jak-inhibition"],
    "mechanism overview": ["mechanism"],
    "safety": ["safety", "tofacitinib"],
    "safety overview": ["safety"],
    "check": ["check", "tacrolimus", "adalimumab", "--pregnant"],
    "risk": ["risk", "pml"],
    "risk overview": ["risk"],
    "target": ["target", "JAK1"],
    "target overview": ["target"],
    "about": ["about", "biosimilar"],
    "about overview": ["about"],
    "compare": ["compare", "adalimumab", "prednisone", "aldesleukin", "tofacitinib"],
    "compare full": ["compare", "belatacept", "betamethasone", "--only", "differences", "--full"],
    "checklist": ["checklist", "tofacitinib", "rituximab"],
    "annotate": ["annotate", str(ROOT / "tests" / "annotation" / "examples.txt"), "--quiet"],
    "list": ["list", "agents"],
    "search": ["search", "hepatitis", "B", "--limit", "1000"],
    "info": ["info"],
    "validate": ["validate", str(ROOT / "data")],
    "audit": ["audit", str(ROOT / "tests" / "audit" / "labels")],
}
ESCAPE = re.compile(r"\x1b[^m\\]*(?:m|\x1b\\|\\)")


Printed = Callable[[str, str], Run]
pytestmark = pytest.mark.usefixtures("ours_is_read")


@pytest.fixture(scope="module")
def printed(run_here: Callable[..., Run]) -> Printed:
    """What a call prints in a format; each is run once."""
    return cache(lambda call, name: run_here(*CALLS[call], "-f", name))


def test_every_command_is_called_here() -> None:
    assert {call[0] for call in CALLS.values()} | {"schema"} == set(COMMANDS)


@pytest.mark.parametrize("format", [format.value for format in Format])
@pytest.mark.parametrize("call", CALLS)
def test_every_command_in_every_format(printed: Printed, call: str, format: str) -> None:
    done = printed(call, format)
    assert done.status == 0
    assert done.err == ("immunomod: nothing to do\n" if call == "audit" else "")
    assert "\x1b" not in done.out
    if call in ("validate", "audit") and format not in ("json", "yaml", "table", "markdown", "csv", "tsv"):
        assert done.out == ""
        return
    assert done.out.endswith("\n")
    if format == "json":
        json.loads(done.out)
    elif format == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in done.out.splitlines())
    elif format == "yaml":
        assert yaml.safe_load(done.out) == json.loads(printed(call, "json").out)
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(done.out)))
        assert len({len(row) for row in rows}) == 1
        plain = lines(printed(call, "plain").out)
        assert rows[1:] == plain or call == "annotate"  # a table keeps its own columns first
    elif format == "tsv":
        assert len({len(row) for row in lines(done.out)}) == 1


@pytest.mark.parametrize("call", CALLS)
def test_plain_rows_begin_with_an_id_and_are_whole(printed: Printed, call: str) -> None:
    rows = lines(printed(call, "plain").out)
    assert len({len(row) for row in rows}) <= 1
    assert all("…" not in cell for row in rows for cell in row) or call == "search"
    if call not in ("info", "validate", "audit"):
        assert all(re.fullmatch(r"[A-Za-z0-9-]+", row[0]) for row in rows)


def test_a_pipe_gets_plain_text_and_a_terminal_a_table(run_here: Callable[..., Run]) -> None:
    assert run_here("drug", "tacrolimus").out == run_here("drug", "tacrolimus", "-f", "plain").out
    assert "BOXED WARNING" in at_terminal("drug", "tacrolimus")


def at_terminal(*arguments: str, columns: int = 80, **environment: str) -> str:
    """What the command shows at a terminal of a given width."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "immunomod", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": str(columns), **environment},
        close_fds=True,
    )
    os.close(follower)
    shown = b""
    while True:
        ready, _, _ = select.select([leader], [], [], 60)
        try:
            part = os.read(leader, 65536) if ready else b""
        except OSError:
            part = b""
        if not part:
            break
        shown += part
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode("utf-8")


@pytest.mark.parametrize("columns", [30, 80, 120, 300])
@pytest.mark.parametrize("call", CALLS)
def test_no_line_is_wider_than_the_terminal(run_here: Callable[..., Run], call: str, columns: int) -> None:
    if columns == 80:  # at a real one; what a terminal gets does not hang on its width
        shown = at_terminal(*CALLS[call], columns=columns)
    else:
        shown = run_here(*CALLS[call], "-f", "table", "--color", "always", columns=columns).out
    bare = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    widths = [len(re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()) for line in bare.splitlines()]
    assert max(widths) <= columns
    assert "Traceback" not in shown


def test_colour_follows_the_terminal_and_the_environment() -> None:
    assert "\x1b[" in at_terminal("drug", "tacrolimus")
    assert "\x1b[31" not in at_terminal("drug", "tacrolimus", NO_COLOR="1")
    assert "\x1b[" not in at_terminal("drug", "tacrolimus", TERM="dumb")
    assert "\x1b[" not in at_terminal("drug", "tacrolimus", "--color", "never", NO_COLOR="1", TERM="dumb")


def test_colour_can_be_forced_and_forbidden(run: Callable[..., Run]) -> None:
    assert "\x1b[" in run("drug", "tacrolimus", "-f", "table", "--color", "always").out
    assert "\x1b[" in run("drug", "tacrolimus", "-f", "table", FORCE_COLOR="1").out
    assert "\x1b[" not in run("drug", "tacrolimus", "-f", "table").out
    assert "\x1b[3" not in run("drug", "tacrolimus", "-f", "table", "--color", "never", FORCE_COLOR="1").out


def test_json_is_indented_for_a_reader_and_compact_in_a_pipe(run: Callable[..., Run]) -> None:
    assert len(run("drug", "tacrolimus", "--json").out.splitlines()) == 1
    assert len(at_terminal("drug", "tacrolimus", "--json").splitlines()) > 100


def test_a_table_in_a_pipe_is_wrapped_not_cut(run: Callable[..., Run]) -> None:
    table = run("safety", "tacrolimus", "-f", "table", COLUMNS="60").out
    assert max(len(line.rstrip()) for line in table.splitlines()) <= 60
    assert "progressive" in table
    assert "leukoencephalopathy" in table


def test_a_closed_pipe_ends_quietly(run: Callable[..., Run], tmp_path: Path) -> None:
    command = f"{sys.executable} -m immunomod safety tacrolimus adalimumab rituximab -f plain | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.stdout.startswith("tacrolimus\t")
    assert done.stderr == ""


def test_output_is_utf8_in_any_locale(run: Callable[..., Run]) -> None:
    done = run("safety", "tofacitinib", "-f", "plain", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.status == 0
    assert "³" in done.out
    assert "Traceback" not in done.err


def test_catalogue_text_is_never_markup_nor_an_escape_sequence(run_here: Callable[..., Run], tmp_path: Path) -> None:
    mine = tmp_path / "hostile.yaml"
    mine.write_text(
        "terms:\n"
        '  hostile: {name: "[red]hostile[/red]", definition: "\\e]0;owned\\a [link=x]press[/link] =1+1 \\u202e:smile:", '
        "refs: ['ward:1']}\nsources:\n  ward: {title: '[bold]Ward', kind: reference}\n",
        encoding="utf-8",
    )
    for format in Format:
        done = run_here("about", "hostile", "--catalogue", str(mine), "-f", format.value)
        assert done.status == 0
        assert "\x1b" not in done.out
        assert "\x07" not in done.out
        assert "\u202e" not in done.out
        assert "press" in done.out
    table = run_here("about", "hostile", "--catalogue", str(mine), "-f", "table").out
    assert "[red]hostile[/red]" in table
    assert ":smile:" in table


def test_a_query_is_shown_without_its_escape_sequences(run_here: Callable[..., Run]) -> None:
    done = run_here("drug", "\x1b[31mx\x1b[0m", "-f", "plain")
    assert "\x1b" not in done.out + done.err
    assert done.status == 1
