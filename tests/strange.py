"""Calls that nobody should have thought of: arguments from a grammar, any standard input, odd environments."""

import csv
import io
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from immunomod import paths
from immunomod.cli.app import COMMANDS
from immunomod.cli.main import main as immunomod
from tests.battery import FORMATS, FULL
from tests.mutate import TOKENS

STATUSES = {0, 1, 2, 3, 4, 130}
_OPTIONS = """
-f --format --json --catalogue --color --full --only --status --region --effect --mechanism --route
--condition --category --coverage --limit -n --fail-on --record -h --help --version --pregnant --breastfeeding
--level --show-completion --column --all --no-pager --nosuch -x -fjson --format=json --json=1 --limit=3
--only=boxed
"""
OPTIONS = _OPTIONS.split()
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
_VALUES = """
json plain table csv boxed interactions US EU suppresses oral approved cancer label always never 1 0 -1 3 x
major any output catalogue agents conditions mechanisms risks terms interactants targets differences
"""
VALUES = _VALUES.split()
_NAMES = """
examplumab Examplo mab joint gout podagra M10 blocking block TNF FKBP1A infection harm warfarin anticoagulants
biosimilar trough L04AB L04AB99 BLA999999 examplumab-exmp anti-TNF live
"""
NAMES = _NAMES.split()
JUNK = [
    *("", " ", "-", "--", "---", "*", "?", "..", "/", "~", "@names", "'", '"', "%s", "{0}", "NEAR(", "a*", "^x", "AND", "-9"),
    *("\udcff", "a\udce9b", "ä", "日本", "\u202e", "\x1b[31m", "\n", "a\tb", "'; DROP TABLE names; --"),
    *("é" * 500, "x" * 100_000, "9" * 30),
]


def prepare(folder: Path) -> None:
    """Puts a small catalogue in the place of ours, and beside it files that calls may name."""
    for path in ("data", "cache", "home", "folder"):
        (folder / path).mkdir()
    (folder / "data" / "full.yaml").write_bytes(FULL.read_bytes())
    (folder / "added.yaml").write_text("terms:\n  x: {name: x, definition: A letter., refs: ['book:1']}\n", encoding="utf-8")
    (folder / "broken.yaml").write_text("terms:\n  x: {nam: x}\n", encoding="utf-8")
    os.environ |= {paths.CACHE_ENVIRONMENT: str(folder / "cache"), "HOME": str(folder / "home")}
    paths.builtin_data = lambda: folder / "data"
    paths.packaged_index = lambda: str(folder / "no index")


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
        if chance.random() < 0.4:  # a call that is likely to be answered
            call = [*chance.choice([*COMMANDS, *(f"list {kind}" for kind in VALUES if kind.endswith("s"))]).split(" ", 1)]
            call += chance.choices(NAMES, k=chance.choice((0, 1, 1, 2, 3)))
            call += chance.choice(([], ["--json"], ["-f", chance.choice(FORMATS)]))
        return [] if chance.random() < 0.01 else call

    def __str__(self) -> str:
        shown = [argument if len(argument) < 60 else f"{argument[:20]}… ({len(argument)})" for argument in self.arguments]
        return f"{shown!a}, stdin {self.stdin if self.stdin is None else self.stdin[:30]!r}, {str(self.environment)[:300]!a}"


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
