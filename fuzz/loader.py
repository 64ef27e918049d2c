"""Feeds the loader with broken catalogues: each is loaded, or refused with what is wrong and where.

    python fuzz/loader.py [--cases N] [--seed N] [--special]

Three quarters of the cases are mutations of a small catalogue with every key of the format, and of pieces of the real
one; the rest are documents that hypothesis makes of the words of the format. A case may take ten seconds and the
process two gigabytes. What is loaded is indexed, and a few random commands are asked about it. `--special` tries
instead what is no small text: devices, pipes, folders, links, and files of up to a hundred megabytes.
"""

import argparse
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from immunomod.catalogue.load import load
from immunomod.catalogue.schema import KINDS
from immunomod.errors import CatalogueInvalid, CatalogueUnreadable
from tests.battery import FORMATS, FULL, ask, calls, indexed
from tests.mutate import mutated
from tests.refusals import loaded

SECONDS = 10
MEMORY = 2 * 1024**3


class TooLong(Exception):
    """A case took more than its time."""


def _alarm(*_: object) -> None:
    raise TooLong


class Fuzz:
    """Tries cases and counts what became of them."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.file = folder / "case.yaml"
        self.chance = chance
        self.outcomes: Counter[str] = Counter()
        self.slowest = 0.0
        self.failures: list[str] = []

    def case(self, data: bytes, where: str) -> None:
        """One catalogue: loaded and asked, or refused."""
        self.file.write_bytes(data)
        begun = time.monotonic()
        signal.alarm(SECONDS)
        try:
            catalogue = loaded(self.file)
            if catalogue is None:
                self.outcomes["refused"] += 1
            else:
                self.outcomes["loaded"] += 1
                index = indexed(catalogue)
                for call in self.chance.sample([*calls(catalogue)], 3):
                    done = ask(index, call, self.chance.choice(FORMATS), self.chance.choice((1, 20, 80, 200)))
                    # the checklist names two checks, which ours has and a broken catalogue of its own may not
                    known = done.status in (0, 1, 2, 4) or (call[0] == "checklist" and "cannot be read back" in done.err)
                    assert known, (call, done)
                    self.outcomes["asked"] += 1
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self.outcomes["failed"] += 1
            kept = self.file.with_name(f"failure-{len(self.failures)}.yaml")
            self.failures.append(f"{where}: {kept}\n{traceback.format_exc(limit=-6)}")
            kept.write_bytes(data)
        finally:
            signal.alarm(0)
        self.slowest = max(self.slowest, time.monotonic() - begun)


def pieces(chance: random.Random) -> Iterator[str]:
    """Without end: the small catalogue, and entries of the real one under the head of their kind."""
    small = FULL.read_text(encoding="utf-8")
    kinds: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data").glob("*.yaml")):
        for part in re.split(r"^(?=[a-z_]+:)", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            head, _, body = part.partition("\n")
            entries = re.split(r"^(?=  \S)", body, flags=re.MULTILINE)
            if head.rstrip(":") in KINDS:
                kinds[head] = [entry for entry in entries if entry.strip()]
    while True:
        yield small
        yield small
        head = chance.choice([*kinds])
        yield head + "\n" + "".join(chance.choices(kinds[head], k=chance.choice((1, 1, 3))))


def _words() -> list[str]:
    text = FULL.read_text(encoding="utf-8")
    return sorted({*re.findall(r"[\w.:/-]+", text), *KINDS, "", "x", "NO", "null", "1", "'", '"', "é", "\u202e", "=1", "-f"})


def documents() -> st.SearchStrategy[object]:
    """Documents of words of the format, in shapes that are sometimes those of the format."""
    words = st.sampled_from(_words()) | st.text(max_size=12)
    shapes = st.recursive(
        words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=5), max_leaves=25
    )
    root = yaml.load(FULL.read_text(encoding="utf-8"), yaml.BaseLoader)

    @st.composite
    def grafted(draw: Callable[..., object]) -> object:
        """The small catalogue with a branch replaced."""
        whole = yaml.load(FULL.read_text(encoding="utf-8"), yaml.BaseLoader)
        at = whole
        while True:
            step = draw(st.sampled_from([*at] if isinstance(at, dict) else [*range(len(at))]))
            inner = at[step]
            if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
                at[step] = draw(shapes)
                return whole
            at = inner

    return shapes | st.dictionaries(st.sampled_from([*root]), shapes, max_size=4) | grafted()


def run(cases: int, number: int) -> int:
    """So many cases with one seed, in one process; the number of failures."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _alarm)
    folder = Path(tempfile.mkdtemp(prefix="immunomod-fuzz-"))
    chance = random.Random(number)
    fuzz = Fuzz(folder, chance)
    made = cases // 4
    for position, text in zip(range(cases - made), pieces(chance), strict=False):
        fuzz.case(mutated(text, chance), f"seed {number}, mutation {position}")

    @seed(number)
    @settings(
        max_examples=made,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
        print_blob=False,
    )
    @given(documents())
    def generated(document: object) -> None:
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=chance.choice((20, 80, 10_000)))
        fuzz.case(text.encode("utf-8", "surrogatepass"), f"seed {number}, document")

    generated()
    for failure in fuzz.failures[:20]:
        print(failure)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = ", ".join(f"{count} {what}" for what, count in sorted(fuzz.outcomes.items()))
    print(f"seed {number}: {counts}; slowest {fuzz.slowest:.1f} s, {memory} MiB at most", flush=True)
    return len(fuzz.failures)


def special() -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Catalogues that are no small text: what they are, and how to make one at a path."""
    yield "a pipe", os.mkfifo
    for device in ("/dev/zero", "/dev/null", "/dev/random", "/dev/tty", "/proc/self/mem", "nothing", "case.yaml"):
        yield f"a link to {device}", lambda path, device=device: path.symlink_to(device)  # type: ignore[misc]
    yield "an empty folder", Path.mkdir
    yield "a folder with a folder", lambda path: (path / "x.yaml").mkdir(parents=True)
    yield "a folder with a pipe", lambda path: (path.mkdir(), os.mkfifo(path / "x.yaml"))[0]
    yield "a folder with a link to nothing", lambda path: (path.mkdir(), (path / "x.yaml").symlink_to("nothing"))[0]
    yield "an empty file", Path.touch
    megabyte = 1024 * 1024
    for name, piece, size in (
        ("100 MB of words", b"word ", 100),
        ("60 MB of one word", b"x", 60),
        ("60 MB of one letter", "é".encode(), 60),
        ("60 MB of NUL", b"\0", 60),
        ("60 MB of bytes", bytes(range(256)), 60),
        ("60 MB of line ends", b"\n", 60),
        ("60 MB of short items", b"- a\n", 60),
        ("60 MB of a key twice", b"a: b\n", 60),
        ("60 MB of open brackets", b"[", 60),
        ("60 MB of open braces", b"{", 60),
        ("60 MB of nested items", b"- ", 60),
        ("60 MB of question marks", b"? ", 60),
        ("60 MB of colons", b": ", 60),
        ("60 MB of comments", b"# x\n", 60),
        ("60 MB of documents", b"---\na\n", 60),
        ("60 MB of quotes", b"'", 60),
        ("60 MB of anchors", b"- &a b\n", 60),
        ("60 MB of commas", b"[a,", 60),
        ("60 MB of tabs", b"\t", 60),
    ):
        yield name, lambda path, piece=piece, size=size: path.write_bytes(piece * (size * megabyte // len(piece)))  # type: ignore[misc]
    for name, line in (
        ("60 MB of entries that are wrong", "  i{0}: {{nam: x}}\n"),
        ("30 MB of valid entries", "  i{0}: {{name: condition {0}, category: cancer}}\n"),
        ("30 MB of entries with one name", "  i{0}: {{name: condition, category: cancer}}\n"),
        ("a chain of parents", "  i{0}: {{name: condition {0}, category: cancer, parent: i{1}}}\n"),
        ("entries with parents that are not there", "  i{0}: {{name: condition {0}, category: cancer, parent: j{1}}}\n"),
    ):
        count = 20_000 if "parent" in name else int(name[:2]) * megabyte // 60
        text = "conditions:\n" + "".join(line.format(number, number + 1) for number in range(count))
        yield name, lambda path, text=text: path.write_text(text, encoding="utf-8")  # type: ignore[misc]
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    yield "a billion laughs", lambda path: path.write_text(bomb, encoding="utf-8")  # type: ignore[misc]


def _special(make: Callable[[Path], object], path: Path) -> None:
    """One of them, in a process of its own that may take four gigabytes and three minutes."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
    signal.alarm(180)
    begun = time.monotonic()
    try:
        load([path])
        what = "loaded"
    except CatalogueInvalid as error:
        what = f"{len(error.problems)} problem(s), the first {str(error.problems[0])[len(str(path)) :][:90]!a}"
    except CatalogueUnreadable as error:
        what = str(error).replace(str(path), "PATH")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"      {what}; {time.monotonic() - begun:.1f} s, {memory} MiB", flush=True)


def run_special() -> int:
    wrong = 0
    for name, make in special():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "case.yaml"
            make(path)
            process = multiprocessing.get_context("fork").Process(target=_special, args=(make, path))
            print(f"  {name}", flush=True)
            process.start()
            process.join()
            if process.exitcode:
                wrong += 1
                print(f"WRONG ended with {process.exitcode}", flush=True)
    print(f"{wrong} wrong")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--special", action="store_true")
    options = parser.parse_args()
    if options.special:
        return 1 if run_special() else 0
    failures, batch = 0, 2500
    for number in range(-(-options.cases // batch)):  # a process each, so that what one leaves in memory is not counted twice
        with multiprocessing.get_context("fork").Pool(1) as pool:
            failures += pool.apply(run, (min(batch, options.cases - number * batch), options.seed + number))
    print(f"{options.cases} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
