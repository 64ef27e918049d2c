"""How fast immunomod is, against a bare Typer app and other ways to read the same data.

Run as `python benchmarks/speed.py [--rounds N] [--only PART...] [--write]`. It installs the project from its wheel into
an environment of its own, measures, and prints tables; `--write` puts them into docs/performance.md. A ratio is taken
within each round, in which the commands run in random order; its median stands with its quartiles. Needs Linux.
"""

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import rivals
from measure import Command, Times, paired, used
from places import ROOT, Place, from_checkout, installed, with_index

PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- measured -->\n", "<!-- measured until here -->\n"
Row = tuple[str, str, float | None]  # a command, the one it is compared with, the ratio wanted


def rows(times: Mapping[str, Times], wanted: Sequence[Row]) -> list[str]:
    """Lines of a table: milliseconds, and the ratio to another command with its quartiles."""
    lines = ["| call | ms | x | quartiles | of | wanted |", "|---|---|---|---|---|---|"]
    for name, base, most in wanted:
        lower, middle, upper = times[name].over(times[base])
        limit = f"at most {most:g}" if most else ""
        ratio = "|" if name == base else f"{middle:.2f} | {lower:.2f} to {upper:.2f}"
        lines.append(f"| {name} | {times[name].median * 1000:.1f} | {ratio} | {'' if name == base else base} | {limit} |")
    return lines


def lookups(place: Place, folder: Path, rounds: int) -> list[str]:
    """Whole calls, cold, as a shell sees them."""
    bare = rivals.bare_apps(place.python, folder)
    completing = {"_IMMUNOMOD_COMPLETE": "complete_bash", **rivals.COMPLETING}
    start, typer, rich, complete, help_ = tuple(bare)
    calls: list[tuple[str, Command, str, float | None]] = [
        ("drug tacrolimus --json", place.immunomod("drug", "tacrolimus", "--json"), start, 2.5),
        ("drug tacrolimus -f plain", place.immunomod("drug", "tacrolimus", "-f", "plain"), start, 2.5),
        ("safety tacrolimus -f tsv", place.immunomod("safety", "tacrolimus", "-f", "tsv"), start, 2.5),
        ("mechanism PD-1 --json", place.immunomod("mechanism", "PD-1", "--json"), start, 2.5),
        ("condition asthma --json", place.immunomod("condition", "asthma", "--json"), start, 2.5),
        ("drug tacrolimos (not found)", place.immunomod("drug", "tacrolimos", statuses=[1]), start, None),
        ("drug tacrolimus --full --json", place.immunomod("drug", "tacrolimus", "--full", "--json"), typer, 1.15),
        ("drug tacrolimus --full -f plain", place.immunomod("drug", "tacrolimus", "--full", "-f", "plain"), typer, 1.15),
        ("drug tacrolimus -f table", place.immunomod("drug", "tacrolimus", "-f", "table", "--color", "always"), rich, 1.15),
        ("completion of drug tacrol", place.immunomod(environment=completing), complete, 1.15),
        ("--help", place.immunomod("--help"), help_, 1.15),
        ("search hepatitis", place.immunomod("search", "hepatitis"), typer, None),
        ("info", place.immunomod("info"), typer, None),
    ]
    times = paired({**bare, **{name: command for name, command, _, _ in calls}}, rounds)
    wanted: list[Row] = [(start, start, None), *((name, start, None) for name in (typer, rich, complete, help_))]
    return rows(times, wanted + [(name, base, most) for name, _, base, most in calls])


def others(place: Place, folder: Path, rounds: int) -> list[str]:
    """The same agent out of the same data by other means."""
    ours = "drug tacrolimus --json"
    commands = {ours: place.immunomod("drug", "tacrolimus", "--json"), **rivals.readers(place.python, folder, ROOT / "data")}
    times = paired(commands, max(3, rounds // 4))
    lines = ["| one agent as JSON | ms | x ours | quartiles | MB |", "|---|---|---|---|---|"]
    for name, taken in times.items():
        lower, middle, upper = taken.over(times[ours])
        spread = f"{middle:.1f} | {lower:.1f} to {upper:.1f}" if name != ours else "1 | "
        lines.append(f"| {name} | {taken.median * 1000:.0f} | {spread} | {used(commands[name])[0]:.0f} |")
    return lines


def newer_typer(place: Place, folder: Path, rounds: int) -> list[str]:
    """Why typer is held below 0.29."""
    newer = installed(folder / "newer", "typer>=0.29")
    shown = {place: place.versions("typer"), newer: newer.versions("typer")}
    commands = {}
    for where, version in shown.items():
        (folder / version).mkdir()
        commands[f"bare Typer app, {version}"] = rivals.bare_apps(where.python, folder / version)["bare Typer app"]
        commands[f"drug tacrolimus --full --json, {version}"] = where.immunomod("drug", "tacrolimus", "--full", "--json")
    names = list(commands)
    return rows(paired(commands, rounds), [(name, names[number % 2], None) for number, name in enumerate(names)])


def first_runs(place: Place, folder: Path, rounds: int) -> list[str]:
    """The first call after installing, and after an edit of the catalogue."""
    lines = ["| first run of drug tacrolimus | s |", "|---|---|"]

    def first(prepare: Callable[[], object], command: Command) -> str:
        taken = []
        for _ in range(max(3, rounds // 8)):
            prepare()
            begun = time.perf_counter()
            command.run()
            taken.append(time.perf_counter() - begun)
        return f"{Times(taken).median:.2f}"

    cache = folder / "cache"
    checkout = from_checkout(place, cache, "drug", "tacrolimus")
    package = place.package()
    wheel = place.immunomod("drug", "tacrolimus")

    def forget_bytecode() -> None:
        for compiled in list(package.rglob("__pycache__")):
            shutil.rmtree(compiled)

    lines.append(f"| checkout, no index yet: it is built | {first(lambda: shutil.rmtree(cache, ignore_errors=True), checkout)} |")
    lines.append(f"| checkout, index there | {first(lambda: None, checkout)} |")
    lines.append(f"| wheel, without bytecode, as uv installs it | {first(forget_bytecode, wheel)} |")
    lines.append(f"| wheel, with bytecode, as pip installs it | {first(lambda: None, wheel)} |")
    return lines


def batches(place: Place, folder: Path, rounds: int) -> list[str]:
    """Many names through standard input: drawn from all names of all agents, or each with two slips of the keyboard."""
    chance = random.Random(1)
    script = "from immunomod.index.store import open_index\nfor name in open_index().names('agent'): print(name.value)"
    told = subprocess.run([place.python, "-c", script], capture_output=True, text=True, cwd=folder, check=True)
    known = told.stdout.splitlines()

    def slip(name: str) -> str:
        at = chance.randrange(len(name))
        return name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + name[at:]

    lists = {f"{count:,} known": [chance.choice(known) for _ in range(count)] for count in (1, 100, 10_000)}
    lists["10,000 misspelt"] = [slip(slip(chance.choice(known))) for _ in range(10_000)]
    lines = ["| names to `drug -` | format | s | processor s | MB | wanted |", "|---|---|---|---|---|---|"]
    for title, names in lists.items():
        file = folder / f"{title}.txt"
        file.write_text("\n".join(names) + "\n", encoding="utf-8")
        for format in ("plain", "json"):
            command = place.immunomod("drug", "-", "-f", format, stdin=file, statuses=[0, 1])
            seconds = paired({title: command}, max(3, rounds // 8))[title].median
            wanted = "at most 2 s" if len(names) == 10_000 else ""
            memory, processor = used(command)
            lines.append(f"| {title} | {format} | {seconds:.2f} | {processor:.2f} | {memory:.0f} | {wanted} |")
    return lines


def growth(place: Place, folder: Path, rounds: int) -> list[str]:
    """A lookup in a catalogue ten and a hundred times as big, built from YAML."""
    lines = ["| call | agents | index MB | ms | x time | quartiles | MB | x memory |", "|---|---|---|---|---|---|---|---|"]
    calls = {"drug tacrolimus --json": [0], "drug tacrolimus -f table": [0], "drug tacrolimos --json": [1]}
    factors = (1, 10, 100) if os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") > _ROOM else (1, 10)
    indexes = {factor: _grown(place, factor, folder) for factor in factors}
    places = {factor: with_index(place, index, folder / f"place{factor}") for factor, index in indexes.items()}
    for call, statuses in calls.items():
        commands = {str(factor): where.immunomod(*call.split(), statuses=statuses) for factor, where in places.items()}
        times = paired(commands, rounds if statuses == [0] else 3)
        memory = {name: used(command)[0] for name, command in commands.items()}
        for factor, index in indexes.items():
            own = str(factor)
            lower, middle, upper = times[own].over(times["1"])
            size, held = f"{index.stat().st_size / 1e6:.0f}", f"{memory[own]:.1f} | {memory[own] / memory['1']:.2f}"
            taken = f"{times[own].median * 1000:.1f} | {middle:.2f} | {lower:.2f} to {upper:.2f}"
            lines.append(f"| {call} | x {factor} | {size} | {taken} | {held} |")
    return lines


_ROOM = 12e9  # bytes of memory below which the catalogue a hundred times as big is left out
_BUILD = "import sys, pathlib as p; from immunomod.index.store import write_index; write_index(*map(p.Path, sys.argv[1:]))"


def _grown(place: Place, factor: int, folder: Path) -> Path:
    """The index of a catalogue so many times as big as ours."""
    data, index = folder / f"data{factor}", folder / f"x{factor}.sqlite"
    subprocess.run([place.python, ROOT / "benchmarks" / "synthetic.py", ROOT / "data", str(factor), data], check=True)
    subprocess.run([place.python, "-c", _BUILD, data, index], cwd=folder, check=True)
    shutil.rmtree(data)
    return index


PARTS: dict[str, tuple[str, Callable[[Place, Path, int], list[str]]]] = {
    "lookups": ("Cold calls", lookups),
    "others": ("Other ways to read the same data", others),
    "batches": ("Many names at once", batches),
    "growth": ("A bigger catalogue", growth),
    "first": ("First runs", first_runs),
    "typer": ("Newer Typer", newer_typer),
}


def machine(place: Place) -> str:
    """What was measured on, in a line or two."""
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    shown = f"{os.cpu_count()} x {model or platform.machine()}, {platform.system()} {platform.release()}"
    versions = place.versions("immunomod", "typer", "rich", "PyYAML", "pydantic", "rapidfuzz")
    return f"Measured on {shown}, Python {platform.python_version()}, SQLite {_sqlite(place)}, {versions}."


def _lines(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").splitlines()


def _sqlite(place: Place) -> str:
    script = "import sqlite3; print(sqlite3.sqlite_version)"
    return subprocess.run([place.python, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, help="rounds of the short calls; others take fewer")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to measure")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = installed(folder / "place")
        print(machine(place))
        found = {}
        for part in asked.only:
            title, measure = PARTS[part]
            print(f"measuring: {title}", file=sys.stderr)
            (folder / part).mkdir()
            found[title] = "\n".join(measure(place, folder / part, asked.rounds))
            print(f"\n### {title}\n\n{found[title]}", flush=True)
        if asked.write:
            write(machine(place), found)


def write(where: str, found: Mapping[str, str]) -> None:
    """Puts tables into the page; what was not measured this time stays."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    old, _, after = rest.partition(END)
    tables = {title: table.strip() for title, _, table in (part.partition("\n") for part in old.split("\n### ")[1:])} | found
    text = "\n\n".join([where, *(f"### {title}\n\n{tables[title]}" for title, _ in PARTS.values() if title in tables)])
    PAGE.write_text(f"{before}{START}\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
