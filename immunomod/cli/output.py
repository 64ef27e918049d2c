"""The options every command takes, and the one way from a query to the screen and the exit status."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, NoReturn, TypeVar

import typer

from immunomod.errors import CatalogueInvalid, CatalogueUnreadable, UsageError
from immunomod.exits import Exit
from immunomod.index.reader import Index, IndexDamaged
from immunomod.paths import added_catalogues
from immunomod.query.result import Result
from immunomod.render import Format, render
from immunomod.text import clean

PANEL = "Output"

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Output format; table at a terminal, plain in a pipe.", rich_help_panel=PANEL),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.", rich_help_panel=PANEL)]
CatalogueOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue",
        help="A catalogue file or folder of your own, added to ours; repeatable.",
        metavar="PATH",
        rich_help_panel=PANEL,
    ),
]
Color = Literal["auto", "always", "never"]
ColorOption = Annotated[Color | None, typer.Option("--color", help="Colour: auto, always or never.", rich_help_panel=PANEL)]

_SHARED: dict[str, Any] = {
    "format_": (FormatOption, None),
    "json_": (JsonOption, False),
    "catalogue": (CatalogueOption, None),
    "color": (ColorOption, None),
}


class Output(NamedTuple):
    """How and from which catalogue a command was asked to answer."""

    format: Format | None = None
    catalogue: tuple[Path, ...] = ()
    color: Color = "auto"

    def over(self, before: "Output") -> "Output":
        """These options with those given before the command name filling the gaps."""
        color = self.color if self.color != "auto" else before.color
        return Output(self.format or before.format, self.catalogue or before.catalogue, color)


F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def output_options(command: F) -> F:
    """Gives a command the shared options; it receives them as one `output` argument."""
    signature = inspect.signature(command)
    own = [p for p in signature.parameters.values() if p.name != "output"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, (annotation, default) in _SHARED.items()
    ]

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)

    @wraps(command)
    def wrapper(context: typer.Context, **arguments: Any) -> Any:
        given = {name: arguments.pop(name) for name in _SHARED}
        return command(**arguments, output=output_of(**given).over(context.obj or Output()))

    keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    wrapper.__signature__ = signature.replace(parameters=[context, *keyword, *shared])  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in [context, *keyword, *shared]}
    return wrapper  # type: ignore[return-value]


def output_of(format_: Format | None, json_: bool, catalogue: list[Path] | None, color: Color | None) -> Output:
    """The shared options as one value. Exits with a usage error when two formats are asked for."""
    if json_ and format_ not in (None, Format.JSON):
        fail(f"--json and --format {format_.value if format_ else ''} contradict each other; give one", Exit.USAGE)
    return Output(Format.JSON if json_ else format_, tuple(catalogue or ()), color or "auto")


def answer(query: Callable[[Index], Result], output: Output) -> None:
    """Asks the index, prints the result and exits with its status."""
    result = ask(query, output)
    show(result, output)
    raise typer.Exit(result.status)


def ask(query: Callable[[Index], T], output: Output) -> T:
    """What a query gives; a damaged index is built anew and asked again."""
    from immunomod.index.store import open_index

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
    raise typer.Exit(status)


def quiet_close() -> None:
    """After a closed pipe: keeps Python from complaining when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
