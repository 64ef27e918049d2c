"""Flips bytes of a ready-made index and asks it: the answer must be the one of the whole index, or one clear line.

    python fuzz/flips.py [--random N] [--seed N]

One byte in every page of the file is flipped, then N bytes at random places, each time with several calls of
every kind. The damaged index stands where a wheel carries it, as read-only; a good one may be made in the cache.
Prints what went wrong; exit status 1 if anything did.
"""

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from typer.testing import CliRunner

from immunomod import paths
from immunomod.cli import values
from immunomod.cli.app import app
from immunomod.index import store

PAGE = 4096
NAMES = """tacrolimus
Prograf
L04AB
mycophenolate mofetil
no such drug
prednisone prednisolone
tocilizumab-aazg
TNF
Humira adalimumab
JAK inhibitor
"""
CALLS: list[tuple[list[str], str | None]] = [
    (["drug", "tacrolimus", "--json"], None),
    (["drug", "Humira", "-f", "plain"], None),
    (["drug", "mycophenolate", "mofetil", "tacrolimus", "nosuch", "-f", "plain"], None),
    (["drug", "L04AB", "--json"], None),
    (["drug", "tacrolimos", "--json"], None),
    (["drug", "-", "-f", "plain"], NAMES),
    (["condition", "asthma", "--json"], None),
    (["condition", "K50", "-f", "plain"], None),
    (["condition", "RA", "--mechanism", "tnf-blockade", "--region", "EU", "-f", "csv"], None),
    (["condition", "-f", "plain"], None),
    (["mechanism", "jak-inhibition", "--json"], None),
    (["mechanism", "PD-1", "-f", "plain"], None),
    (["mechanism", "-f", "plain"], None),
    (["safety", "tofacitinib", "--json"], None),
    (["safety", "-f", "plain"], None),
    (["about", "trough", "level", "--json"], None),
    (["about", "malignancy", "-f", "plain"], None),
    (["search", "hepatitis", "B", "-f", "plain"], None),
    (["search", "qqqq", "--json"], None),
    (["list", "agents", "--condition", "asthma", "-f", "plain"], None),
    (["list", "risks", "-f", "plain"], None),
]
COMPLETIONS = [
    (values.complete_agent, "t"),
    (values.complete_agent, "L04AD0"),
    (values.complete_condition, "rh"),
    (values.complete_mechanism, "jak-"),
    (values.complete_term, ""),
]

Answer = tuple[object, ...]


def ask(number: int) -> Answer:
    """What a call answers: status, stdout, stderr; or what a completion offers."""
    if number >= len(CALLS):
        complete, typed = COMPLETIONS[number - len(CALLS)]
        noise = io.StringIO()
        with contextlib.redirect_stderr(noise):
            found = complete(typed)
        return (tuple(found), noise.getvalue())
    arguments, names = CALLS[number]
    done = CliRunner().invoke(app, arguments, input=names, env={"COLUMNS": "100"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return ("traceback", repr(done.exception))
    return (done.exit_code, done.stdout, done.stderr)


def places(size: int, number: int, chance: random.Random) -> Iterator[int]:
    """An offset in every page, and as many again as asked for."""
    for page in range(size // PAGE):
        yield page * PAGE + chance.randrange(PAGE)
    for _ in range(number):
        yield chance.randrange(size)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--random", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    wrong: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.CACHE_ENVIRONMENT] = str(Path(folder) / "cache")
        damaged = Path(folder) / "index.sqlite"
        store.write_index(paths.builtin_data(), damaged)
        paths.packaged_index = lambda: damaged
        count = len(CALLS) + len(COMPLETIONS)
        right = [ask(number) for number in range(count)]
        asked, begun = 0, time.monotonic()
        for at in places(damaged.stat().st_size, options.random, chance):
            with damaged.open("r+b", buffering=0) as file:
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ (1 << chance.randrange(8))]))
            for number in chance.sample(range(count), 4):
                asked += 1
                answer = ask(number)
                if answer != right[number]:
                    call = (
                        " ".join(CALLS[number][0]) if number < len(CALLS) else f"completion {COMPLETIONS[number - len(CALLS)][1]}"
                    )
                    wrong[call] += 1
                    print(f"byte {at}: {call}: {str(answer)[:200]}")
            with damaged.open("r+b", buffering=0) as file:
                file.seek(at)
                file.write(bytes([byte]))
        print(f"{asked} calls on damaged indexes in {time.monotonic() - begun:.0f} s; {sum(wrong.values())} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
