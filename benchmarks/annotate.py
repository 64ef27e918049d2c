"""How right and how fast `annotate` is: on the labelled strings, on distinct strings, and on a CSV file of a million rows.

Run as `python benchmarks/annotate.py [--rows N]`. A string is right when the set of agents equals the label's. Precision is
the share of right ones among strings with a hit, recall that among strings that name an agent in full. The labelled `dev`
strings were looked at while the rules were written, the `test` strings never. Where the PyPI package
drug-named-entity-recognition is installed it answers the same strings: with words found in two ways, its drugs kept when they
are ours by DrugBank id or name. Its fuzzy search is left out: in version 2.0.9 it ends in an error on most of these strings.
Times are processor time, so that other work on the machine counts for little.
"""

import argparse
import csv
import gc
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from immunomod.annotation import annotator
from immunomod.annotation.api import make
from immunomod.index.store import open_index
from immunomod.text import fold

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "tests" / "annotation"
Answers = list[set[str]]
Method = Callable[[Sequence[str]], Answers]


class Labelled(NamedTuple):
    """A string, the agents it names, and how it names them."""

    text: str
    agents: set[str]
    named: str


def labelled(part: str) -> list[Labelled]:
    """The labelled strings of `dev` or `test`."""
    with (LABELLED / f"labelled_{part}.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Labelled(row["text"], set(filter(None, row["agents"].split("; "))), row["named"]) for row in rows]


def ours(fuzzy: bool) -> Method:
    """Our engine."""
    engine = annotator(fuzzy=fuzzy)
    return lambda texts: [set(found.ids) for found in engine.annotate(texts)]


def theirs(word: str) -> Method | None:
    """drug-named-entity-recognition, with words found by a pattern; None where it is not installed."""
    try:
        from drug_named_entity_recognition import find_drugs
    except ImportError:
        return None
    index = open_index()
    by_id = {name.value: name.id for name in index.names("agent") if name.field == "drugbank"}
    by_name = {fold(name.value): name.id for name in index.names("agent") if name.field not in ("atc", "rxcui")}
    find = re.compile(word).findall

    def answer(texts: Sequence[str]) -> Answers:
        found = []
        for text in texts:
            drugs = [data for data, _, _ in find_drugs(find(text))]
            ids = (by_id.get(data.get("drugbank_id", "")) or by_name.get(fold(data.get("name", ""))) for data in drugs)
            found.append({id for id in ids if id})
        return found

    return answer


def methods() -> dict[str, Method]:
    """Ours, exact and fuzzy, and theirs, with words found in two ways."""
    found: dict[str, Method | None] = {
        "immunomod": ours(False),
        "immunomod --fuzzy": ours(True),
        "drug-named-entity-recognition (words)": theirs(r"[^\W_]+"),
        "drug-named-entity-recognition (hyphens kept)": theirs(r"[^\W_]+(?:-[^\W_]+)*"),
    }
    return {name: method for name, method in found.items() if method is not None}


def quality(answering: dict[str, Method]) -> None:
    """Precision and recall of each method, and recall by how the agent is named."""
    kinds = ("full", "brand", "abbreviation", "code", "misspelt")
    print(
        "| strings | method | precision | recall in full | "
        + " | ".join(kinds[1:])
        + " |\n"
        + "|---" * (4 + len(kinds) - 1)
        + "|"
    )
    for part in ("dev", "test"):
        rows = labelled(part)
        for name, method in answering.items():
            right_of_hits: list[bool] = []
            right_of: dict[str, list[bool]] = defaultdict(list)
            for row, ids in zip(rows, method([row.text for row in rows]), strict=True):
                if ids:
                    right_of_hits.append(ids == row.agents)
                right_of[row.named].append(ids == row.agents)
            shares = " | ".join(_share(right_of[kind]) for kind in kinds)
            print(f"| {part}, {len(rows):,} | {name} | {_share(right_of_hits)} | {shares} |")


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.1f} % of {len(right)}" if right else "-"


def distinct_strings(number: int) -> list[str]:
    """So many different strings, made of the labelled ones."""
    base = [row.text for part in ("dev", "test") for row in labelled(part)]
    return [f"{base[at % len(base)]} {at}" for at in range(number)]


def speed(answering: dict[str, Method], number: int) -> None:
    """Distinct strings a second, in process; fewer of them for slow methods."""
    texts = distinct_strings(number)
    print(f"\n| method | distinct strings a second (mean length {sum(map(len, texts)) / len(texts):.0f}) |\n|---|---|")
    for name, method in answering.items():
        some = texts if name.startswith("immunomod") else texts[: number // 5]
        best = 0.0
        for _ in range(3 if name.startswith("immunomod") else 1):
            begun = time.process_time()
            method(some)
            best = max(best, len(some) / (time.process_time() - begun))
        print(f"| {name} | {best:,.0f} |")


def start() -> None:
    """How long it takes to open the index and to make an engine."""
    begun = time.process_time()
    index = open_index()
    opened = time.process_time()
    make(index)
    print(f"\nindex opened in {1000 * (opened - begun):.0f} ms, engine made in {1000 * (time.process_time() - opened):.0f} ms")


def table(rows: int, distinct: int) -> None:
    """A CSV file through the command: processor time, and the most memory it held."""
    chance = random.Random(1)
    base = [row.text for part in ("dev", "test") for row in labelled(part)]
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "meds.csv", Path(folder) / "out.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "patient", "drug", "quantity"])
            for at in range(rows):
                nth = at if distinct == rows else chance.randrange(distinct)
                writer.writerow([at, at % 5000, f"{base[nth % len(base)]} {nth}", 30])
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "immunomod", "annotate", str(file), "--column", "drug", "-o", str(out), "--quiet"]
        subprocess.run(command, check=True)
        wall = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        # on Linux the mark is that of the largest child so far, in KiB
        print(f"| {rows:,} | {distinct:,} | {taken:.1f} | {wall:.1f} | {after.ru_maxrss / 1024:.0f} |")


def main() -> None:
    """Everything, in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows: int = parser.parse_args().rows
    # first, since a child inherits the high-water mark of memory of its parent
    print("| rows of CSV | distinct | processor s | wall s | most memory, MiB |\n|---|---|---|---|---|")
    table(rows // 10, 10_000)
    table(rows, 10_000)
    table(rows, rows)
    start()
    answering = methods()
    print()
    quality(answering)
    gc.collect()
    gc.freeze()  # what the methods hold is not gone through again and again while one of them is timed
    speed(answering, 150_000)


if __name__ == "__main__":
    main()
