"""Calls the command with arguments, input and surroundings that nobody should have thought of.

    python fuzz/cli.py [--cases N] [--shell N] [--seed N]

N cases run inside this process, on a small catalogue: arguments from a grammar of commands, options, values, names
and junk; standard input of anything; environments. Then N cases run through a shell, on the real catalogue: closed
and full streams, readers that stop, locales, terminal widths, Ctrl-C while the output waits. Every call must end
with a status of the contract and without a traceback; with status 2 and 3 stdout is empty; what is on stderr are
lines that begin with the program's name; what is on stdout is of the format that was asked for.
"""

import argparse
import contextlib
import gc
import os
import random
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.battery import FORMATS
from tests.strange import Case, call, complaints, prepare

SECONDS = 20


def in_process(cases: int, number: int) -> int:
    """So many cases on a small catalogue; the number of those that went wrong."""
    chance = random.Random(number)
    statuses: Counter[object] = Counter()
    wrong, slowest = 0, (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        prepare(folder)
        signal.signal(signal.SIGALRM, _alarm)
        for position in range(cases):
            case = Case(chance, folder)
            begun = time.monotonic()
            signal.alarm(SECONDS)
            try:
                status, out, err = call(case)
                found = [*complaints(case, status, out, err)]
            except Exception:
                status, out, err = -1, "", ""
                found = [traceback.format_exc(limit=-4)]
            finally:
                signal.alarm(0)
                gc.unfreeze()
            statuses[status] += 1
            slowest = max(slowest, (time.monotonic() - begun, str(case)))
            if found:
                wrong += 1
                print(
                    f"WRONG seed {number} case {position}: {case}\n  {'; '.join(found)}\n  {status} {out[:200]!a} {err[:400]!a}",
                    flush=True,
                )
            if position % 500 == 0:
                gc.collect()
    counts = ", ".join(f"{count} with {status}" for status, count in sorted(statuses.items(), key=str))
    print(f"{cases} calls in process: {counts}; slowest {slowest[0]:.1f} s ({slowest[1][:200]}); {wrong} wrong")
    return wrong


def _alarm(*_: object) -> None:
    raise TimeoutError("a case took more than its time")


LINES = [  # a call, the statuses it may have; `im` is the command
    ("im drug tacrolimus >&-", {0}),
    ("im drug tacrolimus 2>&-", {0}),
    ("im drug nosuch 2>&-", {1}),
    ("im drug nosuch >&- 2>&-", {1}),
    ("im drug tacrolimus <&-", {0}),
    ("im drug - <&-", {2}),
    ("im drug - <&- >&- 2>&-", {2}),
    ("im drug tacrolimus >&- 2>&- <&-", {0}),
    ("im drug tacrolimus >/dev/full", {3}),
    ("im drug tacrolimus -f table >/dev/full", {3}),
    ("im list agents >/dev/full", {3}),
    ("im --help >/dev/full", {3}),
    ("im schema >/dev/full", {3}),
    ("im --version >/dev/full", {3}),
    ("im drug nosuch 2>/dev/full", {1}),
    ("im drg 2>/dev/full", {2}),
    ("im drug tacrolimus >/dev/full 2>/dev/full", {3}),
    ("im safety tacrolimus | true", {0}),
    ("im safety tacrolimus | head -1", {0}),
    ("im list agents --json | head -c 1", {0}),
    ("im drug nosuch tacrolimus adalimumab --json | true", {1}),
    ("im list agents -f table | head -1", {0}),
    ("im search hepatitis -f yaml | true", {0}),
    ("im schema | true", {0}),
    ("im --help | true", {0}),
    ("im validate nosuch.yaml | true", {3}),
    ("im 2>&1 | true", {2}),
    ("yes Humira | head -2000 | im drug - -f plain | head -1", {0}),
    ("yes nosuch | head -300 | im drug - -f plain", {1}),
    ("head -c 500000 /dev/urandom | im drug - -f plain 2>/dev/null | tail -1", {1}),
    ("head -c 90000000 /dev/zero | im drug -", {2}),
    ("head -c 90000000 /dev/zero | tr '\\0' '\\n' | im drug -", {2}),
    ("im drug - < /dev/null", {2}),
    ("im drug - 0>/dev/null", {2}),
    ("im drug $(seq 3000)", {1}),
    ("im drug \"$(head -c 100000 /dev/zero | tr '\\0' x)\"", {1}),
    ("im search \"$(head -c 100000 /dev/zero | tr '\\0' x)\"", {1}),
    ("im drug $'\\xff\\xfe'", {1}),
    ("im validate $'\\xff.yaml'", {3}),
    ("im drug tacrolimus --catalogue $'\\xff.yaml'", {3}),
    ("im validate /dev/zero", {3}),
    ("im validate <(echo 'terms: {}')", {3}),
    ("im drug tacrolimus --catalogue <(echo 'terms: {}')", {3}),
    ("IMMUNOMOD_CATALOGUE=/dev/stdin im drug tacrolimus </dev/null", {3}),
    ("im audit /dev", {3}),
    ("im audit / --record /nosuch/file", {3}),
]
WIDTHS = [*range(1, 501, 7), 0, -1, "abc", "", "²", "9" * 5000]
VIEWS = """drug tacrolimus;safety tofacitinib;condition asthma;mechanism;list agents;check tacrolimus adalimumab --pregnant;
checklist tofacitinib;compare adalimumab prednisone;risk pml;target JAK1;about;info;search hepatitis""".replace("\n", "").split(
    ";"
)
SURROUNDINGS = [
    *(("LC_ALL", "C"), ("LANG", "C"), ("PYTHONUTF8", "0"), ("PYTHONIOENCODING", "ascii"), ("PYTHONIOENCODING", "utf-16")),
    *(("TERM", "dumb"), ("TERM", ""), ("NO_COLOR", "1"), ("FORCE_COLOR", "1")),
]


def through_shell(number: int, chance: random.Random) -> int:
    """The listed lines, then random calls up to so many; the number of those that went wrong."""
    wrong = done = 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment = {key: value for key, value in environment.items() if key not in ("COLUMNS", "FORCE_COLOR", "NO_COLOR")}

    def run(line: str, allowed: set[int], **extra: str) -> None:
        nonlocal wrong, done
        done += 1
        script = f'im() {{ {shlex.quote(sys.executable)} -m immunomod "$@"; }}\n{line}\necho "${{PIPESTATUS[*]}}" >&'
        with tempfile.TemporaryFile() as statuses, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            begun = time.monotonic()
            subprocess.run(
                ["bash", "-c", script + str(statuses.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                pass_fds=(statuses.fileno(),),
                cwd="/",
                env={**environment, **extra},
                timeout=120,
                check=False,
            )
            took = time.monotonic() - begun
            for stream in (statuses, out, err):
                stream.seek(0)
            codes, text = statuses.read().decode().split(), err.read().decode("utf-8", "surrogateescape")
            place = next((i for i, part in enumerate(re.split(r"(?<!\|)\|(?!\|)", line)) if re.search(r"\bim\b", part)), 0)
            problems = []
            if not codes or int(codes[place]) not in allowed:
                problems.append(f"status {codes}")
            if "Traceback" in text or "Exception ignored" in text:
                problems.append("a traceback")
            if (
                any(not row.startswith("immunomod: ") for row in text.splitlines())
                and "--help" not in line
                and "im 2>&1" not in line
            ):
                problems.append("a line on stderr without the program's name")
            if took > 60:
                problems.append(f"{took:.0f} s")
            if problems:
                wrong += 1
                print(f"WRONG {line[:200]!a} {str(extra)[:100]}: {'; '.join(problems)}\n  {text[-500:]!a}", flush=True)

    for line, allowed in LINES:
        run(line, allowed)
    for _ in range(number):
        extra = {"COLUMNS": str(chance.choice(WIDTHS))}
        extra |= dict(chance.sample(SURROUNDINGS, 2))
        call = f"im {chance.choice(VIEWS)} -f {chance.choice((*FORMATS, 'table', 'table'))}"
        run(call + chance.choice(("", "", " >&-", " | head -1", " | true", " <&-", " 2>&-")), {0}, **extra)
    for turn in range(8):
        done += 1
        wrong += not interrupted_output(environment, 0.1 * turn)
    print(f"{done} calls through a shell; {wrong} wrong")
    return wrong


def interrupted_output(environment: dict[str, str], wait: float) -> bool:
    """Ctrl-C while the output waits for a reader that does not read."""
    command = [sys.executable, "-m", "immunomod", "list", "agents", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    time.sleep(2 + wait)
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    ended = process.poll()
    if ended is None:
        process.kill()
    _, err = process.communicate()
    if (ended, err) == (130, b"immunomod: interrupted\n"):
        return True
    print(f"WRONG Ctrl-C while the output waits: {ended} {err[-300:]!r}")
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--shell", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = through_shell(options.shell, random.Random(options.seed)) if options.shell >= 0 else 0
    wrong += in_process(options.cases, options.seed)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
