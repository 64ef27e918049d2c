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
import csv
import gc
import io
import json
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
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from immunomod import paths
from immunomod.cli.app import COMMANDS
from immunomod.cli.main import main as immunomod
from immunomod.render import Format
from tests.battery import FORMATS, FULL
from tests.mutate import TOKENS

STATUSES = {0, 1, 2, 3, 4, 130}
SECONDS = 20
OPTIONS = """-f --format --json --catalogue --color --full --only --status --region --effect --mechanism --route --condition
--category --coverage --limit -n --fail-on --record -h --help --version --pregnant --breastfeeding --level --show-completion
--column --all --no-pager --nosuch -x -fjson --format=json --json=1 --limit=3 --only=boxed""".split()
TAKES = {
    "-f": FORMATS,
    "--format": FORMATS,
    "--color": ["auto", "always", "never", "pink"],
    "--only": ["boxed", "warnings", "interactions", "monitoring", "vaccines", "differences", "nosuch"],
    "--status": ["approved", "off-label", "marketed", "withdrawn", "nosuch"],
    "--region": ["US", "eu", "UK"],
    "--effect": ["suppresses", "STIMULATES", "calms"],
    "--route": ["oral", "subcutaneous", "nosuch"],
    "--category": ["cancer", "autoimmune", "joints"],
    "--coverage": ["label", "none", "nosuch"],
    "--level": ["boxed", "major", "nosuch"],
    "--limit": ["1", "0", "-1", "x", "99999999999999999999", "1.5", ""],
    "-n": ["2", "02", "²"],
    "--fail-on": ["major", "any", "contraindicated", "nosuch"],
    "--mechanism": ["blocking", "TNF", "nosuch", "", "\udcff"],
    "--condition": ["gout", "joint", "podagra", "nosuch", ""],
}
VALUES = """json plain table csv boxed interactions US EU suppresses oral approved cancer label always never 1 0 -1 3 x major any
output catalogue agents conditions mechanisms risks terms interactants targets differences""".split()
NAMES = """examplumab Examplo mab joint gout podagra M10 blocking block TNF FKBP1A infection harm warfarin anticoagulants
biosimilar trough L04AB L04AB99 BLA999999 examplumab-exmp anti-TNF live""".split()
JUNK = [
    *("", " ", "-", "--", "---", "*", "?", "..", "/", "~", "@names", "'", '"', "%s", "{0}", "NEAR(", "a*", "^x", "AND", "-9"),
    *("\udcff", "a\udce9b", "ä", "日本", "\u202e", "\x1b[31m", "\n", "a\tb", "'; DROP TABLE names; --"),
    *("é" * 500, "x" * 100_000, "9" * 30),
]


class Case:
    """One call: arguments, standard input, environment."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self.chance = chance
        files = [str(folder / name) for name in ("added.yaml", "broken.yaml", "nothing.yaml", "folder")] + ["/dev/null"]
        self.arguments = self._arguments(files)
        words = [*NAMES, *JUNK, "name,drug\n1,Examplo\n"]
        bodies = [None, b"", b"\n\n", b"\xff\xfe\x00\n", "\n".join(chance.choices(words, k=20)).encode("utf-8", "surrogatepass")]
        bodies += [os.urandom(300), b"gout\n" * 3000, b"x" * 1_000_000, b"\xef\xbb\xbfgout\r\nTNF\r"]
        self.stdin = chance.choice(bodies)
        self.environment = {
            name: chance.choice(values)
            for name, values in {
                "COLUMNS": ["", "0", "-1", "abc", "1", "20", "80", "500", "99999999999", "²", "1e3", " 80", "9" * 5000],
                "LINES": ["0", "x", "25"],
                "TERM": ["", "dumb", "xterm-256color", "unknown", "linux"],
                "NO_COLOR": ["", "1"],
                "FORCE_COLOR": ["", "1"],
                "LANG": ["C", "de_DE.UTF-8", "nosuch"],
                "TTY_COMPATIBLE": ["1", "0", "x"],
                paths.ENVIRONMENT: ["", ":", "::", *files, files[0] + ":" + files[1], "\udcff", "a" * 5000],
            }.items()
            if chance.random() < 0.2
        }
        if chance.random() < 0.03:
            shell = chance.choice(("bash", "zsh", "fish", "nosuch"))
            line = "immunomod " + " ".join(self.arguments)
            self.environment |= {"_IMMUNOMOD_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "_TYPER_COMPLETE_ARGS": line}
            self.environment |= {"COMP_CWORD": str(chance.randrange(1, 9)), "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
            self.environment = {key: value.replace("\0", "") for key, value in self.environment.items()}
            self.arguments = []

    def _arguments(self, files: list[str]) -> list[str]:
        chance = self.chance

        def word() -> str:
            kind = chance.random()
            if kind < 0.6:
                return chance.choice(NAMES)
            if kind < 0.72:
                return chance.choice(JUNK)
            if kind < 0.77:
                return "".join(chance.choices(NAMES, k=2))[:-1]
            if kind < 0.8:
                return chance.choice(TOKENS).replace("\0", "")
            if kind < 0.94:
                return chance.choice(VALUES)
            if kind < 0.97:
                return chance.choice(files)
            return chance.choice(OPTIONS)

        def option() -> list[str]:
            kind = chance.random()
            if kind < 0.4:
                return [chance.choice(("-f", "--format")), chance.choice(FORMATS)]
            if kind < 0.75:
                name = chance.choice([*TAKES])
                return [name, chance.choice(TAKES[name])]
            if kind < 0.8:
                return ["--catalogue", chance.choice(files)]
            if kind < 0.9:
                return [chance.choice(("--full", "--json", "--pregnant", "--breastfeeding", "--"))]
            return [chance.choice(OPTIONS), chance.choice([*VALUES, *NAMES, *files])][: chance.choice((1, 2))]

        command = chance.choice([*COMMANDS] * 4 + ["durg", "", "-", *NAMES[:3], *JUNK[:6]])
        if command == "list" and chance.random() < 0.7:
            command = "list " + chance.choice(("agents", "conditions", "mechanisms", "risks", "interactants", "terms"))
        call = [*command.split(" ", 1), *(word() for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 6))))]
        for _ in range(chance.choice((0, 1, 1, 2))):
            at = chance.randrange(len(call) + 1)
            call[at:at] = option()
        return [] if chance.random() < 0.01 else call

    def __str__(self) -> str:
        shown = [argument if len(argument) < 60 else f"{argument[:20]}… ({len(argument)})" for argument in self.arguments]
        return f"{shown!a}, stdin {self.stdin if self.stdin is None else self.stdin[:30]!r}, {str(self.environment)[:300]!a}"


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def call(case: Case) -> tuple[int, str, str]:
    """Status, stdout and stderr of a case."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    stdin = None if case.stdin is None else io.TextIOWrapper(io.BytesIO(case.stdin), encoding="utf-8")
    argv = ["immunomod", *case.arguments]
    status = 0
    with mock.patch.multiple(sys, argv=argv, stdin=stdin, stdout=out, stderr=err), mock.patch.dict(os.environ, case.environment):
        try:
            immunomod()
        except SystemExit as end:
            status = 0 if end.code is None else int(end.code)  # type: ignore[call-overload]
    out.flush()
    err.flush()
    return status, out.buffer.getvalue().decode("utf-8"), err.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def asked_format(arguments: list[str]) -> str | None:
    """The format of a call that was answered in a pipe; None where that takes more than a look."""
    found = {arguments[i + 1] for i, word in enumerate(arguments[:-1]) if word in ("-f", "--format")}
    found |= {"json"} if {"--json", "-fjson", "--format=json"} & {*arguments} else set()
    return found.pop() if len(found) == 1 and "--" not in arguments else None if found else "plain"


def complaints(case: Case, status: int, out: str, err: str) -> Iterator[str]:
    """What is wrong with an answer."""
    helped = not case.arguments or any(word in ("-h", "--help", "--version", "--show-completion") for word in case.arguments)
    completing = "_IMMUNOMOD_COMPLETE" in case.environment
    if status not in STATUSES:
        yield f"status {status}"
    if "Traceback" in err + out:
        yield "a traceback"
    if status in (2, 3) and out and "validate" not in case.arguments:
        yield "something on stdout"
    if not completing and not helped and any(not line.startswith("immunomod: ") for line in err.splitlines()):
        yield "a line on stderr without the program's name"
    if status in (2, 3) and not err and "validate" not in case.arguments:
        yield "nothing on stderr"
    if any(not line.isprintable() for line in err.split("\n")) and not completing:
        yield "control characters on stderr"
    if len(err) > 20_000 and err.count("\n") < 20:
        yield "a very long line on stderr"
    if helped or completing or status in (2, 3):
        return
    coloured = {"FORCE_COLOR", "TTY_COMPATIBLE"} & {*case.environment} or "always" in case.arguments
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out) and not coloured:
        yield "control characters on stdout"
    if case.arguments and "schema" in case.arguments:
        return
    try:
        match asked_format(case.arguments):
            case "json":
                if out:
                    json.loads(out)
            case "jsonl":
                for line in out.split("\n")[:-1]:
                    json.loads(line)
            case "csv":
                if len({len(row) for row in csv.reader(io.StringIO(out))}) > 1:
                    yield "rows of different length"
            case "plain" | "tsv":
                if len({line.count("\t") for line in out.split("\n")[:-1]}) > 1:
                    yield "rows of different length"
    except ValueError as error:
        yield f"not of its format: {error}"


def in_process(cases: int, number: int) -> int:
    """So many cases on a small catalogue; the number of those that went wrong."""
    chance = random.Random(number)
    statuses: Counter[object] = Counter()
    wrong, slowest = 0, (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in ("data", "cache", "home", "folder"):
            (folder / path).mkdir()
        (folder / "data" / "full.yaml").write_bytes(FULL.read_bytes())
        (folder / "added.yaml").write_text("terms:\n  x: {name: x, definition: A letter., refs: ['book:1']}\n", encoding="utf-8")
        (folder / "broken.yaml").write_text("terms:\n  x: {nam: x}\n", encoding="utf-8")
        os.chdir(folder)
        os.environ |= {paths.CACHE_ENVIRONMENT: str(folder / "cache"), "HOME": str(folder / "home")}
        paths.builtin_data = lambda: folder / "data"
        paths.packaged_index = lambda: str(folder / "no index")
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
checklist tofacitinib;compare adalimumab prednisone;risk pml;target JAK1;about;info;search hepatitis""".split(";")
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
        script = f'im() {{ {shlex.quote(sys.executable)} -m immunomod "$@"; }}\n{line}\necho "${{PIPESTATUS[*]}}" >&9'
        with tempfile.TemporaryFile() as statuses, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            begun = time.monotonic()
            os.dup2(statuses.fileno(), 9)
            subprocess.run(
                ["bash", "-c", script],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                pass_fds=(9,),
                cwd="/",
                env={**environment, **extra},
                timeout=120,
                check=False,
            )
            os.close(9)
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
    assert {format.value for format in Format} == {*FORMATS}
    wrong = through_shell(options.shell, random.Random(options.seed)) if options.shell >= 0 else 0
    wrong += in_process(options.cases, options.seed)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
