"""Closed streams, readers that stop, full disks, odd names: the status tells the truth and nothing but lines is said."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

IM = f"{shlex.quote(sys.executable)} -m immunomod"
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and /proc")


def shell(line: str, **environment: str) -> tuple[list[int], str, str]:
    """Statuses of the parts of a pipeline, stdout and stderr; `im` is the command."""
    reader, writer = os.pipe()
    script = f'im() {{ {IM} "$@"; }}\n{line}\necho "${{PIPESTATUS[*]}}" >&{writer}'
    done = subprocess.run(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        pass_fds=(writer,),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=120,
        check=False,
    )
    os.close(writer)
    with os.fdopen(reader) as statuses:
        codes = [int(code) for code in statuses.read().split()]
    return codes, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("im drug tacrolimus >&-", 0, ""),
        ("im drug nosuchdrug 2>&-", 1, ""),
        ("im drug nosuchdrug >&- 2>&- <&-", 1, ""),
        ("im drug - <&-", 2, "closed"),
        ("im drug - 0>/dev/null", 2, "standard input cannot be read"),
        ("im safety tacrolimus -f plain | true", 0, ""),
        ("im list agents -f table | true", 0, ""),
        ("im schema | true", 0, ""),
        ("im --help | true", 0, ""),
        ("im drug nosuchdrug humira adalimumab --json | true", 1, "nosuchdrug"),
        ("im drug $'\\xff'", 1, "no agent is called"),
        ("im validate $'\\xff.yaml'", 3, "no such file"),
        ("im drug tacrolimus --catalogue <(echo 'terms: {}')", 3, "not a file"),
        ("im drug $(seq 500)", 1, "no agent is called '1'"),
        ("head -c 3000000 /dev/zero | im drug -", 2, "line 1 of standard input has more than"),
    ],
)
def test_an_odd_stream_ends_with_the_status_of_the_answer(line: str, status: int, said: str) -> None:
    codes, _, err = shell(line)
    at = next(i for i, part in enumerate(line.split(" | ")) if "im " in part)
    assert codes[at] == status, err
    assert said in err
    assert (err == "") == (said == "")
    assert all(row.startswith("immunomod: ") for row in err.splitlines())


@linux
@pytest.mark.parametrize("call", ["drug tacrolimus", "drug tacrolimus -f table", "schema", "--help", "list agents --json"])
def test_a_full_disk_is_told_in_one_line(call: str) -> None:
    codes, _, err = shell(f"im {call} >/dev/full")
    assert codes == [3]
    assert err == "immunomod: the output: No space left on device; check that it can be read or written\n"


@linux
def test_where_nothing_can_be_said_the_status_says_it() -> None:
    assert shell("im drug nosuchdrug 2>/dev/full")[0] == [1]
    assert shell("im drg 2>/dev/full")[0] == [2]
    assert shell("im drug tacrolimus >/dev/full 2>/dev/full")[0] == [3]


@pytest.mark.parametrize("columns", ["0", "-1", "abc", "1", "500", "²", "9" * 5000])
def test_any_width_is_borne(columns: str) -> None:
    codes, out, err = shell("im drug tacrolimus -f table", COLUMNS=columns)
    assert (codes, err) == ([0], "")
    assert out


def test_ctrl_c_while_the_output_waits_ends_in_one_line() -> None:
    command = [sys.executable, "-m", "immunomod", "list", "agents", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    time.sleep(3)  # more than it needs to fill the pipe, which nobody reads
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert process.stderr is not None
    assert (process.returncode, process.stderr.read()) == (130, b"immunomod: interrupted\n")
    process.communicate()


def test_ctrl_c_in_a_library_that_lets_nothing_through_is_heard(tmp_path: Path) -> None:
    program = """
import sys
class Deaf:
    def __del__(self):
        raise KeyboardInterrupt  # Python lets no exception out of here
sys.argv = ["immunomod", "drug", "x", "--full"]
from immunomod.query import entries
entries.drug = lambda *_: Deaf() and None
from immunomod.cli.main import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "immunomod: interrupted\n")
