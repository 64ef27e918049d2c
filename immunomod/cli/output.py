"""The options every command takes. Commands find here also the way to the screen."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from immunomod.cli.answer import Output, answer, ask, fail, note, reported_errors, screen, show
from immunomod.exits import Exit
from immunomod.render import Format
from immunomod.words import Color

__all__ = ["Output", "answer", "ask", "fail", "note", "output_options", "reported_errors", "screen", "show"]

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
ColorOption = Annotated[
    Color | None,
    typer.Option("--color", help="Colour: auto, always or never.", metavar="WHEN", rich_help_panel=PANEL),
]
NoPagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Never page what is longer than the screen.", rich_help_panel=PANEL)
]

_SHARED: dict[str, Any] = {
    "format_": (FormatOption, None),
    "json_": (JsonOption, False),
    "catalogue": (CatalogueOption, None),
    "color": (ColorOption, None),
    "no_pager": (NoPagerOption, False),
}


F = TypeVar("F", bound=Callable[..., Any])


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


def output_of(format_: Format | None, json_: bool, catalogue: list[Path] | None, color: Color | None, no_pager: bool) -> Output:
    """The shared options as one value. Exits with a usage error when two formats are asked for."""
    if json_ and format_ not in (None, Format.JSON):
        fail(f"--json and --format {format_.value if format_ else ''} contradict each other; give one", Exit.USAGE)
    return Output(Format.JSON if json_ else format_, tuple(catalogue or ()), color or "auto", not no_pager)
