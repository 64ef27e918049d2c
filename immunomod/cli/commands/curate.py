"""validate, schema, info: for curators and for scripts that want to know what they are talking to."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from immunomod.cli.output import Output, answer, fail, output_options, show
from immunomod.errors import CatalogueUnreadable
from immunomod.exits import Exit
from immunomod.query.info import information
from immunomod.query.result import Result


@output_options
def validate(
    paths: Annotated[list[Path], typer.Argument(help="Catalogue files or folders.", metavar="PATH...")], output: Output
) -> None:
    """Check catalogue files; every problem is reported with file, line and column.

    A file without a `catalogue:` header is checked on top of our catalogue, which it may add to or replace by id.

    \b
    Examples:
      immunomod validate my-agents.yaml
    """
    from immunomod.catalogue.validate import problems

    try:
        found = problems(paths)
    except CatalogueUnreadable as error:
        fail(str(error), Exit.CATALOGUE)
    show(Result("validate", found), output)
    raise typer.Exit(Exit.CATALOGUE if found else Exit.FOUND)


@output_options
def schema(
    output: Output,
    of: Annotated[Literal["output", "catalogue"], typer.Argument(help="output or catalogue.", metavar="OF")] = "output",
) -> None:
    """Print the JSON Schema of the JSON output, or of catalogue files for editors.

    \b
    Examples:
      immunomod schema
      immunomod schema catalogue > catalogue.schema.json
    """
    sys.stdout.write((Path(__file__).parents[2] / "schemas" / f"{of}.schema.json").read_text(encoding="utf-8"))


@output_options
def info(output: Output) -> None:
    """Show versions, counts, coverage, and where the catalogue and its index are.

    \b
    Examples:
      immunomod info --json
    """
    answer(information, output)
