"""The one way from a query to the screen and the exit status. Knows nothing of Typer, which the fast lane does without."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from immunomod.errors import CatalogueInvalid, CatalogueUnreadable, UsageError
from immunomod.exits import Exit
from immunomod.index.reader import Index, IndexDamaged
from immunomod.index.store import open_index
from immunomod.paths import added_catalogues
from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING, NamedTuple
from immunomod.render import Format, render
from immunomod.text import clean

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn, TypeVar

    from immunomod.words import Color

    T = TypeVar("T")


class Output(NamedTuple):
    """How and from which catalogue a command was asked to answer."""

    format: Format | None = None
    catalogue: tuple[Path, ...] = ()
    color: Color = "auto"

    def over(self, before: Output) -> Output:
        """These options with those given before the command name filling the gaps."""
        color = self.color if self.color != "auto" else before.color
        return Output(self.format or before.format, self.catalogue or before.catalogue, color)


def answer(query: Callable[[Index], Result], output: Output) -> NoReturn:
    """Asks the index, prints the result and exits with its status."""
    result = ask(query, output)
    show(result, output)
    sys.exit(result.status)


def ask(query: Callable[[Index], T], output: Output) -> T:
    """What a query gives; a damaged index is built anew and asked again."""
    added = added_catalogues(output.catalogue)
    with reported_errors():
        try:
            return query(open_index(added))
        except IndexDamaged:
            return query(open_index(added, rebuild=True))


@contextmanager
def reported_errors() -> Iterator[None]:
    """Turns the package's own errors into lines on stderr and an exit status."""
    try:
        yield
    except CatalogueInvalid as error:
        for problem in error.problems:
            note(str(problem))
        fail(f"the catalogue has {len(error.problems)} problem(s); mend them and try again", Exit.CATALOGUE)
    except CatalogueUnreadable as error:
        fail(str(error), Exit.CATALOGUE)
    except UsageError as error:
        fail(str(error), Exit.USAGE)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Ends quietly on a closed pipe, and in one line on Ctrl-C or when the system refuses something."""
    try:
        yield
    except BrokenPipeError:
        quiet_close()
        sys.exit(1)  # as Python and Typer do
    except KeyboardInterrupt:
        fail("interrupted", Exit.INTERRUPTED)
    except OSError as error:
        fail(f"{error.filename or 'output'}: {error.strerror or error}", Exit.CATALOGUE)


def show(result: Result, output: Output) -> None:
    """Results to stdout, everything else to stderr."""
    format = output.format or (Format.TABLE if sys.stdout.isatty() else Format.PLAIN)
    color = {"auto": None, "always": True, "never": False}[output.color]
    render(result, format, sys.stdout, color)
    sys.stdout.flush()
    for notice in result.notices:
        note(notice)
    for failure in result.errors:
        hint = f"; did you mean {' or '.join(failure.suggestions)}?" if failure.suggestions else ""
        note(failure.message + hint)


def note(text: str) -> None:
    """One line on stderr, without control characters."""
    print(f"immunomod: {clean(text)}", file=sys.stderr)


def fail(text: str, status: Exit) -> NoReturn:
    """One line on stderr, then out."""
    note(text)
    sys.exit(status)


def quiet_close() -> None:
    """After a closed pipe: keeps Python from complaining when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
