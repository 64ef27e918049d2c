"""Breaks the place where the index is kept, and looks whether every call still answers.

    python fuzz/store.py [--kills N] [--processes N] [SCENARIO...]

Each scenario starts the command as a shell does, many times. A call must print the right answer with status 0, and no
more than the one line that says why no index can be kept; or, where it was killed or interrupted, leave nothing behind
that hurts the next one. Linux only. As root a full disk is a real one, and the calls do without the rights of root.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from places import ROOT, Installation

sys.path.insert(0, str(ROOT))

from tests.conftest import SMALL

KEPT_NOT = "immunomod: no index can be kept ("
Scenario = Callable[["Bench"], Iterator[tuple[str, bool]]]


class Bench:
    """What the scenarios share: an installation with a small catalogue, its right answer, a folder, numbers."""

    def __init__(self, folder: Path, kills: int, processes: int) -> None:
        self.folder, self.kills, self.processes = folder, kills, processes
        self.small = Installation(folder / "small", SMALL)
        self.right = self.small.ask(cache=self.fresh())[1]
        assert '"id": "examplumab"' in self.right or '"id":"examplumab"' in self.right
        self.count = 0

    def fresh(self) -> Path:
        """A new folder for a cache."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def answers(self, result: tuple[int, str, str], notice: bool | None = False) -> bool:
        """Whether a call gave the right answer; with the notice, without it, or (None) either way."""
        status, out, err = result
        noticed = err.startswith(KEPT_NOT) and err.count("\n") == 1
        quiet = err == ""
        fits = quiet or noticed if notice is None else noticed if notice else quiet
        if not (status == 0 and out == self.right and fits):
            print(f"    status {status}, stdout {out[:60]!r}, stderr {err[-300:]!r}")
            return False
        return True


def many_at_once(bench: Bench) -> Iterator[tuple[str, bool]]:
    """Many processes start at once on an empty cache."""
    cache = bench.fresh()
    running = [bench.small.process("drug", "examplumab", "-f", "jsonl", cache=cache) for _ in range(bench.processes)]
    results = [(*process.communicate(timeout=300), process.returncode) for process in running]
    yield f"{bench.processes} processes answer", all(bench.answers((code, out, err)) for out, err, code in results)
    yield "one index is left", len(list(cache.glob("*.sqlite"))) == 1 and not list(cache.glob("*.tmp"))


def killed(bench: Bench) -> Iterator[tuple[str, bool]]:
    """A process is killed at any point of a build, with others waiting for it."""
    begun = time.monotonic()
    bench.small.ask(cache=bench.fresh())
    whole = time.monotonic() - begun
    chance = random.Random(7)
    well, left = 0, 0
    for _ in range(bench.kills):
        cache = bench.fresh()
        victims = [bench.small.process("drug", "examplumab", cache=cache) for _ in range(chance.choice((1, 1, 3)))]
        time.sleep(chance.uniform(0, whole))
        for victim in victims:
            victim.kill()
        for victim in victims:
            victim.communicate()
        left += len(list(cache.glob("*.tmp")))
        well += bench.answers(bench.small.ask(cache=cache)) and not list(cache.glob("*.tmp"))
        shutil.rmtree(cache)
    yield (
        f"{bench.kills} killed builds hurt nobody ({left} left a file behind, which the next build removed)",
        well == bench.kills,
    )


def interrupted(bench: Bench) -> Iterator[tuple[str, bool]]:
    """Ctrl-C during a build, and while waiting for one."""
    chance = random.Random(8)
    begun = time.monotonic()
    bench.small.ask(cache=bench.fresh())
    whole = time.monotonic() - begun
    well = ended = 0
    for _ in range(bench.kills):
        cache = bench.fresh()
        process = bench.small.process("drug", "examplumab", "-f", "jsonl", cache=cache)
        time.sleep(chance.uniform(whole * 0.3, whole))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        ended += process.returncode == 130
        late = out == bench.right and err == "" and process.returncode in (0, 130, -signal.SIGINT)  # as Python was ending
        ok = late or (process.returncode, out, err) == (130, "", "immunomod: interrupted\n")
        if not ok:
            print(f"    status {process.returncode}, stdout {out[:60]!r}, stderr {err[-400:]!r}")
        well += ok and bench.answers(bench.small.ask(cache=cache)) and not list(cache.glob("*.tmp"))
        shutil.rmtree(cache)
    yield f"{bench.kills} interruptions end in one line or an answer ({ended} in the line)", well == bench.kills
    cache = bench.fresh()
    builder = bench.small.process("drug", "examplumab", cache=cache)
    while not list(cache.glob("*.tmp")):
        time.sleep(0.001)
    builder.send_signal(signal.SIGSTOP)
    waiting = bench.small.process("drug", "examplumab", cache=cache)
    time.sleep(whole)
    begun = time.monotonic()
    waiting.send_signal(signal.SIGINT)
    _, err = waiting.communicate(timeout=60)
    quick = time.monotonic() - begun < 2
    builder.kill()
    builder.communicate()
    yield (
        "Ctrl-C is heard while waiting for another build",
        quick and (waiting.returncode, err) == (130, "immunomod: interrupted\n"),
    )


def full_disk(bench: Bench) -> Iterator[tuple[str, bool]]:
    """No room for the index, whatever the size that is left."""
    for size in (0, 1, 4096, 20_000, 65_536, 100_000, 150_000):

        def limit(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        cache = bench.fresh()
        result = bench.small.ask(cache=cache, preexec_fn=limit)
        left = [file for file in cache.iterdir() if file.suffix != ".lock"]
        yield f"files of {size} bytes at most", bench.answers(result, None) and not any(f.suffix == ".tmp" for f in left)
    if os.geteuid() == 0:
        disk = bench.fresh()
        for size in ("16k", "64k", "128k", "200k"):
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", disk], check=True)
            try:
                result = bench.small.ask(cache=disk, env={"TMPDIR": str(disk)})
                yield f"a disk of {size}", bench.answers(result, None) and not list(disk.glob("*.tmp"))
            finally:
                subprocess.run(["umount", disk], check=True)


def read_only(bench: Bench) -> Iterator[tuple[str, bool]]:
    """Nothing can be written, nowhere; nobody has a home."""
    cache = bench.fresh()
    cache.chmod(0o555)
    yield "a read-only cache", bench.answers(bench.small.ask(cache=cache), True)
    yield "a cache below it", bench.answers(bench.small.ask(cache=cache / "a" / "b"), True)
    yield "nor can temporary files be", bench.answers(bench.small.ask(cache=cache, env={"TMPDIR": str(cache)}), True)
    cache.chmod(0o000)
    yield "a cache that cannot be entered", bench.answers(bench.small.ask(cache=cache), True)
    yield "a cache below it", bench.answers(bench.small.ask(cache=cache / "a"), True)
    yield "a home that is not there", bench.answers(bench.small.ask(), True)
    unknown = ["unshare", "--user", "--map-user=4000000", "env", "-u", "HOME"]
    result = bench.small.ask(prefix=unknown)
    yield "a user without a name and a home", bench.answers(result, True) and not (bench.small.folder / "~").exists()
    yield "an empty HOME", bench.answers(bench.small.ask(env={"HOME": ""}), None)


def odd_caches(bench: Bench) -> Iterator[tuple[str, bool]]:
    """The cache is something else than a folder of ours."""
    at = bench.fresh()
    (at / "file").write_text("a file", encoding="utf-8")
    (at / "folder").mkdir()
    links = {"to a file": "file", "to a folder": "folder", "to nothing": "nothing", "to itself": "to itself"}
    for name, target in links.items():
        (at / name).symlink_to(target)
    os.mkfifo(at / "fifo")
    yield "a file", bench.answers(bench.small.ask(cache=at / "file"), True)
    for name in links:
        yield f"a link {name}", bench.answers(bench.small.ask(cache=at / name), name != "to a folder")
    yield "a link to a folder, again", bench.answers(bench.small.ask(cache=at / "to a folder"))
    for name in ("fifo", "/dev/null", "/proc", "/proc/self/fd", "\0"[:0] or ".", "x" * 300, "a/" * 3000 + "b"):
        yield f"{name[:20]}", bench.answers(bench.small.ask(cache=at / name), None)
    for name in ("100%", "why?", "#1", "a b", "a\nb", "\x1b[31m", "ü", "\udcff", "%3f", "~", "..%2f"):
        for turn in ("first", "second"):
            yield f"a folder called {name!a}, {turn}", bench.answers(bench.small.ask(cache=at / name))


def odd_files(bench: Bench) -> Iterator[tuple[str, bool]]:
    """Where the index or its lock should be stands something else, or somebody else's."""
    cache = bench.fresh()
    bench.small.ask(cache=cache)
    (index,), (lock,) = cache.glob("*.sqlite"), cache.glob("*.lock")
    good = index.read_bytes()

    def put(name: Path, what: str) -> None:
        for old in (index, lock):
            if old.is_dir() and not old.is_symlink():
                old.rmdir()
            else:
                old.unlink(missing_ok=True)
        if what == "folder":
            name.mkdir()
        elif what == "fifo":
            os.mkfifo(name)
        elif what == "link to nothing":
            name.symlink_to("nothing at all")
        elif what == "link to itself":
            name.symlink_to(name.name)
        elif what == "link to /dev/zero":
            name.symlink_to("/dev/zero")
        else:
            name.write_bytes({"empty": b"", "text": b"text\n" * 999, "good": good, "half": good[: len(good) // 2]}[what])
            name.chmod(0o600)

    for what in ("folder", "fifo", "link to nothing", "link to itself", "link to /dev/zero", "empty", "text", "half"):
        for name in (index, lock):
            put(name, what)
            yield f"{name.suffix[1:]}: {what}", bench.answers(bench.small.ask(cache=cache), None)
    put(index, "good")
    index.chmod(0o666)
    yield "an index that all may write is not believed", bench.answers(bench.small.ask(cache=cache), True)
    if os.geteuid() == 0:
        put(index, "good")
        os.chown(index, 12345, 12345)
        index.chmod(0o644)
        yield "an index of somebody else is not believed", bench.answers(bench.small.ask(cache=cache), True)
        yield "nor replaced", index.stat().st_uid == 12345


def versions(bench: Bench) -> Iterator[tuple[str, bool]]:
    """Two versions share a cache; an index is of a newer version."""
    newer = Installation(bench.folder / "newer", SMALL)
    for file, old, new in (("__init__.py", "0.1.0", "9.9.9"), ("index/layout.py", 'LAYOUT = "', 'LAYOUT = "9')):
        path = newer.folder / "immunomod" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    cache = bench.fresh()
    for turn in ("first", "second"):
        for installed in (bench.small, newer):
            yield f"{turn} turn, {installed.folder.name}", bench.answers(installed.ask(cache=cache))
    yield "one index each", len(list(cache.glob("*.sqlite"))) == 2
    mine, theirs = sorted(cache.glob("*.sqlite"), key=lambda file: file.stat().st_mtime_ns)
    shutil.copy(theirs, mine)
    yield "an index of a newer version in the place of ours", bench.answers(bench.small.ask(cache=cache))
    yield "is made anew", mine.read_bytes() != theirs.read_bytes()


def wheel(bench: Bench) -> Iterator[tuple[str, bool]]:
    """A damaged index in a read-only site-packages."""
    installed = Installation(bench.folder / "wheel", SMALL)
    (installed.folder / "data").rename(installed.folder / "immunomod" / "data")
    carried = installed.folder / "immunomod" / "data" / "index.sqlite"
    carried.touch()
    cache = bench.fresh()
    installed.ask(cache=cache)
    (built,) = cache.glob("*.sqlite")
    good = built.read_bytes()
    damaged = good.replace(b"It blocks TNF.", b"It blockt TNF.")
    for what, content in (("a flipped byte", damaged), ("half of it", good[:20480]), ("nothing", b""), ("text", b"text" * 99)):
        carried.write_bytes(content)
        carried.chmod(0o644)
        before = built.stat()
        yield f"{what}: the one in the cache is asked", bench.answers(installed.ask(cache=cache))
        yield f"{what}: and not built anew", built.stat() == before
    empty = bench.fresh()
    yield "without one in the cache, one is built", bench.answers(installed.ask(cache=empty))
    (made,) = empty.glob("*.sqlite")
    before = made.stat()
    yield "once", bench.answers(installed.ask(cache=empty)) and made.stat() == before
    made.write_bytes(made.read_bytes().replace(b"It blocks TNF.", b"It blockt TNF."))
    carried.write_bytes(damaged)
    yield "both are damaged", bench.answers(installed.ask(cache=empty))
    empty.chmod(0o555)
    made.write_bytes(made.read_bytes().replace(b"It blocks TNF.", b"It blockt TNF."))
    yield "both are damaged and nothing can be written", bench.answers(installed.ask(cache=empty), True)
    empty.chmod(0o755)


SCENARIOS: list[Scenario] = [many_at_once, killed, interrupted, full_disk, read_only, odd_caches, odd_files, versions, wheel]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(s.__name__ for s in SCENARIOS))
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--processes", type=int, default=64)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        bench = Bench(Path(folder), options.kills, options.processes)
        for scenario in SCENARIOS:
            if options.scenarios and scenario.__name__ not in options.scenarios:
                continue
            print(f"{scenario.__name__}: {scenario.__doc__}", flush=True)
            for what, well in scenario(bench):
                print(f"  {'ok   ' if well else 'WRONG'} {what}", flush=True)
                wrong += not well
    print(f"{wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
