"""Results longer than the screen go through the user's pager: at a terminal only, and without a trace of their own."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from immunomod.cli import pager
from immunomod.cli.output import Output
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
UNSET = ("PAGER", "IMMUNOMOD_PAGER", "LESS", "LV", "CI", "NO_COLOR")
MARKED = "sed 's/^/paged: /'"
needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="no less here")


def at_terminal(*arguments: str, keys: Mapping[str, str] = {}, lines: int = 24, **environment: str) -> tuple[int, str]:
    """The status and what a terminal of 100 columns shows; `keys` are typed when a text has appeared."""
    leader, follower = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in UNSET}
    size = {"COLUMNS": "100", "LINES": str(lines), "TERM": "xterm-256color"}
    command = [sys.executable, "-c", START, sys.executable, "-m", "immunomod", *arguments]
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        env={**inherited, "PYTHONPATH": str(ROOT), **size, **environment},
    )
    os.close(follower)
    shown, waiting, end = b"", list(keys.items()), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([leader], [], [], 0.1)
        try:
            part = os.read(leader, 65536) if ready else b""
        except OSError:  # nobody has the terminal open any more
            break
        if ready and not part:
            break
        shown += part
        if waiting and waiting[0][0].encode() in shown:
            time.sleep(0.5)  # a pager drops what is typed while it answers Ctrl-C
            os.write(leader, waiting.pop(0)[1].encode())
    try:
        process.wait(timeout=10)
    finally:
        process.kill()
        os.close(leader)
    return process.returncode, shown.decode("utf-8")


# makes the terminal that of the process, for Ctrl-C and for less, which reads its keys from /dev/tty
START = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, "less"),
        ({"PAGER": "most -s"}, "most -s"),
        ({"PAGER": "most", "IMMUNOMOD_PAGER": "less -S"}, "less -S"),
        ({"PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"PAGER": "most", "IMMUNOMOD_PAGER": ""}, None),
        ({"PAGER": "most", "IMMUNOMOD_PAGER": "cat"}, None),
        ({"PAGER": "most", "CI": "true"}, None),
        ({"PAGER": "most", "TERM": "dumb"}, None),
    ],
)
def test_the_pager_is_the_users(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], command: str | None) -> None:
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert pager.chosen() == command


def test_without_less_and_without_a_wish_nothing_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert pager.chosen() is None


@pytest.mark.parametrize("format", ["table", "markdown", "json", "jsonl", "yaml", "plain", "csv", "tsv"])
def test_a_long_result_is_paged_in_every_format(format: str) -> None:
    status, shown = at_terminal("list", "agents", "-f", format, PAGER=MARKED)
    lines = shown.splitlines()
    assert status == 0
    assert len(lines) > 1 or format == "json"
    assert all(line.startswith("paged: ") for line in lines)


def test_a_short_result_is_not_paged_and_a_low_screen_makes_it_long() -> None:
    assert "paged: " not in at_terminal("about", "biosimilar", PAGER=MARKED)[1]
    assert "paged: " in at_terminal("about", "biosimilar", PAGER=MARKED, lines=5)[1]


def test_lines_that_wrap_count_as_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setenv("LINES", "5")
    assert not pager._is_longer("x\n" * 4)
    assert pager._is_longer("x\n" * 5)
    assert pager._is_longer("x" * 45 + "\n")
    assert not pager._is_longer("\x1b[1m" * 100 + "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\\n")


def test_the_page_is_the_one_that_the_terminal_would_have_shown() -> None:
    paged = at_terminal("drug", "tacrolimus", PAGER="sed -n p")[1]
    bare = at_terminal("drug", "tacrolimus", "--no-pager")[1]
    assert "\x1b[1m" in paged
    assert "\x1b]8;" not in paged  # nobody knows what this pager does with links
    assert paged == re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", bare)


def test_more_gets_no_styles_since_it_counts_them_as_letters(tmp_path: Path) -> None:
    fake = tmp_path / "more"
    fake.write_text("#!/bin/sh\nsed 's/^/paged: /'\n")
    fake.chmod(0o755)
    shown = at_terminal("drug", "tacrolimus", PAGER=str(fake))[1]
    assert "paged: tacrolimus" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(("version", "kept"), [("less 551 (GNU regular expressions)", False), ("less 643", True), ("odd", False)])
def test_links_are_kept_for_a_less_that_knows_them(tmp_path: Path, version: str, kept: bool) -> None:
    fake = tmp_path / "less"
    fake.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo "{version}"; else cat; fi\n')
    fake.chmod(0o755)
    shown = at_terminal("drug", "tacrolimus", PAGER=f"{fake} -R")[1]
    assert ("\x1b]8;" in shown) is kept
    assert "\x1b[1m" in shown


@pytest.mark.parametrize("place", ["before", "after"])
def test_it_can_be_switched_off_for_one_call(place: str) -> None:
    words = ["--no-pager", "drug", "tacrolimus"] if place == "before" else ["drug", "tacrolimus", "--no-pager"]
    assert "paged: " not in at_terminal(*words, PAGER=MARKED)[1]
    assert "paged: " in at_terminal("drug", "tacrolimus", PAGER=MARKED)[1]


def test_switched_off_before_the_command_stays_off() -> None:
    assert not Output().over(Output(pages=False)).pages
    assert not Output(pages=False).over(Output()).pages
    assert Output().over(Output()).pages


@pytest.mark.parametrize("command", ["no-such-pager", "/", "head -n 1", "true", "false", "exec 0<&-", "no such | pager"])
def test_a_pager_that_is_missing_fails_or_leaves_early_changes_no_status(command: str) -> None:
    status, shown = at_terminal("drug", "tacrolimus", "nosuchdrug", PAGER=command)
    assert status == 1
    assert "Traceback" not in shown
    assert shown.rstrip().endswith("no agent is called 'nosuchdrug'")
    if command in ("no-such-pager", "/"):
        assert "BOXED WARNING" in shown


def test_what_goes_to_stderr_comes_after_the_page() -> None:
    shown = at_terminal("drug", "L04AD", PAGER=MARKED)[1]
    assert shown.splitlines()[-1].startswith("immunomod: L04AD is an ATC group")


def test_a_pipe_is_never_paged(run: Callable[..., Run]) -> None:
    done = run("drug", "tacrolimus", "-f", "table", PAGER=MARKED, IMMUNOMOD_PAGER=MARKED, TERM="xterm", LINES="5", CI="")
    assert done.status == 0
    assert "paged: " not in done.out


def test_a_pipe_loads_nothing_for_it() -> None:
    code = (
        "import sys\nfrom immunomod.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print('immunomod.cli.pager' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, "about"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == "False\n"


def test_the_schema_is_paged_too() -> None:
    status, shown = at_terminal("schema", PAGER=MARKED)
    assert status == 0
    assert shown.startswith("paged: {")


@needs_less
def test_less_is_left_with_q_and_not_with_ctrl_c() -> None:
    status, shown = at_terminal("drug", "tacrolimus", "nosuchdrug", keys={"BOXED": "\x03", "WARNING": "G", "(END)": "q"})
    assert status == 1
    assert "BOXED WARNING" in shown
    assert "interrupted" not in shown
    assert "Traceback" not in shown
    assert shown.rstrip().endswith("no agent is called 'nosuchdrug'")


@needs_less
def test_the_users_own_options_of_less_stand() -> None:
    shown = at_terminal("drug", "tacrolimus", keys={"BOXED": "q"}, LESS="-N")[1]
    assert re.search(r"\b1\D* .*tacrolimus", shown)
