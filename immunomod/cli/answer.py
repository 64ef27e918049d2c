"""The one way from a query to the screen and the exit status. Knows nothing of Typer, which the fast lane does without."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from immunomod.contexts import contextmanager, suppress
from immunomod.errors import CatalogueInvalid, CatalogueUnreadable, UsageError
from immunomod.exits import Exit
from immunomod.index.keeper import Keeper
from immunomod.index.reader import Index, IndexDamaged
from immunomod.paths import CACHE_ENVIRONMENT, added_catalogues
from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING, NamedTuple
from immunomod.render import Format, render
from immunomod.text import clean, either, plural

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn, TextIO, TypeVar

    from immunomod.words import Color

    T = TypeVar("T")


_LONGEST = 2000  # characters of a line on stderr


class Output(NamedTuple):
    """How and from which catalogue a command was asked to answer."""

    format: Format | None = None
    catalogue: tuple[Path, ...] = ()
    color: Color = "auto"
    pages: bool = True

    def over(self, before: Output) -> Output:
        """These options with those given before the command name filling the gaps."""
        color = self.color if self.color != "auto" else before.color
        pages = self.pages and before.pages
        return Output(self.format or before.format, self.catalogue or before.catalogue, color, pages)


def answer(query: Callable[[Index], Result], output: Output) -> NoReturn:
    """Asks the index, prints the result and exits with its status."""
    result = ask(query, output)
    show(result, output)
    sys.exit(result.status)


def ask(query: Callable[[Index], T], output: Output) -> T:
    """What a query gives. Exits with a line for each error where the catalogue or the call is wrong."""
    with reported_errors():
        return Keeper(added_catalogues(output.catalogue)).ask(query)


@contextmanager
def reported_errors() -> Iterator[None]:
    """Turns the package's own errors into lines on stderr and an exit status."""
    try:
        yield
    except CatalogueInvalid as error:
        for problem in error.problems:
            note(str(problem))
        fail(f"the catalogue has {plural(len(error.problems), 'problem')}; mend and try again", Exit.CATALOGUE)
    except CatalogueUnreadable as error:
        fail(str(error), Exit.CATALOGUE)
    except UsageError as error:
        fail(str(error), Exit.USAGE)
    except IndexDamaged as error:  # even a new one
        fail(f"the index cannot be read back ({error}); check the disk, or set {CACHE_ENVIRONMENT} to another", Exit.CATALOGUE)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Ends quietly on a closed pipe, and in one line on Ctrl-C or when the system refuses something."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # here, where a full disk can still be reported
    except BrokenPipeError:  # a reader that wants no more, as in `| head`, is no error
        quiet_close()
        sys.exit(Exit.FOUND)
    except KeyboardInterrupt:
        quiet_close()
        fail("interrupted", Exit.INTERRUPTED)
    except MemoryError:
        fail("not enough memory; allow the process more of it", Exit.CATALOGUE)
    except OSError as error:
        quiet_close()
        what = error.filename or "the output"
        fail(f"{what}: {error.strerror or error}; check that it can be read or written", Exit.CATALOGUE)


def show(result: Result, output: Output) -> None:
    """Results to stdout, everything else to stderr."""
    format = output.format or (Format.TABLE if sys.stdout.isatty() else Format.PLAIN)
    color = {"auto": None, "always": True, "never": False}[output.color]
    try:
        with screen(output) as out:
            render(result, format, out, color)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the status still says what was found
        quiet_close()
    for notice in result.notices:
        note(notice)
    for failure in result.errors:
        hint = f"; did you mean {either(failure.suggestions)}?" if failure.suggestions else ""
        note(failure.message + hint)


@contextmanager
def screen(output: Output) -> Iterator[TextIO]:
    """Where results are written: stdout; at a terminal through the user's pager, when they are longer than the screen."""
    if not (output.pages and sys.stdout.isatty()):
        yield sys.stdout
        return
    from immunomod.cli import pager

    page = pager.Page()
    yield page
    pager.show(page.getvalue())


def note(text: str) -> None:
    """One line on stderr, without control characters and not without end.

    Where stderr takes nothing, the status has to do.
    """
    line = clean(text)
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    with suppress(OSError):
        print(f"immunomod: {line}", file=sys.stderr)


def fail(text: str, status: Exit) -> NoReturn:
    """One line on stderr, then out."""
    note(text)
    sys.exit(status)


def quiet_close() -> None:
    """After a write that failed: keeps Python from trying again, and complaining, when it flushes at exit."""
    with suppress(OSError):  # a stream without a file has nothing to close
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
