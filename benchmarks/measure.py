"""Times commands against one another: rounds in random order, so that whatever else the machine does falls on all alike."""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# a small process starts the command, for a child counts the memory of its parent as its own until it has started
_WATCH = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
"""


@dataclass(frozen=True)
class Command:
    """A command as a shell runs it, its output thrown away; `statuses` are the exit statuses it may have."""

    words: Sequence[str]
    stdin: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    statuses: Sequence[int] = (0,)

    def run(self, before: Sequence[str] = ()) -> subprocess.CompletedProcess[bytes]:
        """One run, with the words of a wrapper before it. Raises RuntimeError when the command fails."""
        with (self.stdin or Path(os.devnull)).open("rb") as stdin:
            environment = {**os.environ, **self.environment}
            done = subprocess.run(
                [*before, *self.words],
                stdin=stdin,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                check=False,
            )
        if done.returncode not in self.statuses and not before:
            raise RuntimeError(f"{' '.join(self.words)}: {done.stderr.decode()[-500:]}")
        return done


@dataclass(frozen=True)
class Times:
    """The seconds a command took in each round."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def over(self, base: "Times") -> tuple[float, float, float]:
        """Lower quartile, median and upper quartile of the ratios to another command, round by round."""
        ratios = [own / other for own, other in zip(self.seconds, base.seconds, strict=True)]
        lower, middle, upper = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        return lower, middle, upper


def paired(commands: Mapping[str, Command], rounds: int) -> dict[str, Times]:
    """Runs all commands once in each round; a first round warms the disk cache and does not count."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name in random.sample(list(commands), len(commands)):
            begun = time.perf_counter()
            commands[name].run()
            if number:
                taken[name].append(time.perf_counter() - begun)
    return {name: Times(seconds) for name, seconds in taken.items()}


def used(command: Command, runs: int = 3) -> tuple[float, float]:
    """The most memory a command holds at a time, in megabytes, and the seconds of processor time: medians of a few runs."""
    before = [sys.executable, "-S", "-E", "-c", _WATCH]
    found = [command.run(before).stderr.split()[-2:] for _ in range(runs)]
    memory = statistics.median(float(kilobytes) for kilobytes, _ in found)
    return memory * 1024 / 1e6, statistics.median(float(seconds) for _, seconds in found)
