"""Names from the command line and from standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from immunomod.cli.answer import fail
from immunomod.exits import Exit

_LONGEST = 100_000  # characters of a line: what is longer is no list of names


def runs(words: Sequence[str] | None) -> list[list[str]]:
    """Runs of words in which names are looked for; a `-` becomes one run for each line of standard input.

    A quoted argument with spaces stays one word, so it is one name.
    """
    found: list[list[str]] = []
    current: list[str] = []
    for word in words or ():
        if word == "-":
            if current:
                found.append(current)
                current = []
            found += [[name] for name in _lines()]
        else:
            current.append(word)
    if current:
        found.append(current)
    if words and not found:
        fail("no names on standard input; give one name a line", Exit.USAGE)
    return found


def _lines() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        kind = "closed" if sys.stdin is None else "a terminal"
        fail(f"- reads names from standard input, which is {kind}; pipe a list into it", Exit.USAGE)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    except OSError as error:
        fail(f"standard input cannot be read ({error.strerror}); pipe a list into it", Exit.USAGE)
    lines = text.replace("\r", "\n").split("\n")  # splitlines() would also break at characters inside a name
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST:
            fail(f"line {number} of standard input has more than {_LONGEST} characters; give one name a line", Exit.USAGE)
    return [name for line in lines if (name := line.strip())]
