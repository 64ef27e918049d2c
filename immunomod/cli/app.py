"""The Typer app: which commands there are, and what happens around every one of them."""

import sys
from typing import Annotated

import typer

from immunomod import __version__
from immunomod.cli.commands import browse, curate, lookup
from immunomod.cli.output import (
    CatalogueOption,
    ColorOption,
    FormatOption,
    JsonOption,
    fail,
    note,
    output_of,
    quiet_close,
    set_before,
)
from immunomod.exits import Exit

DISCLAIMER = "Information for professionals and learners, not medical advice; treatment with these drugs needs medical supervision."
HELP = "The reference on immune-modulating drugs: agents, conditions, mechanisms, safety. Offline; every fact names its source."

app = typer.Typer(
    name="immunomod",
    help=HELP,
    epilog=DISCLAIMER,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"immunomod {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
    format_: FormatOption = None,
    json_: JsonOption = False,
    catalogue: CatalogueOption = None,
    color: ColorOption = None,
) -> None:
    set_before(output_of(format_, json_, catalogue, color))


for _name, _command in (
    ("drug", lookup.drug),
    ("condition", lookup.condition),
    ("mechanism", lookup.mechanism),
    ("safety", lookup.safety),
    ("about", lookup.about),
    ("list", browse.list_),
    ("search", browse.search),
    ("validate", curate.validate),
    ("schema", curate.schema),
    ("info", curate.info),
):
    app.command(_name, epilog=DISCLAIMER)(_command)


def main() -> None:
    """The console script: runs the app and ends quietly on a closed pipe or Ctrl-C."""
    try:
        app()
    except BrokenPipeError:
        quiet_close()
    except KeyboardInterrupt:
        note("interrupted")
        sys.exit(Exit.INTERRUPTED)
    except OSError as error:
        try:
            fail(f"{error.filename or 'output'}: {error.strerror or error}", Exit.CATALOGUE)
        except typer.Exit as stop:
            sys.exit(stop.exit_code)
