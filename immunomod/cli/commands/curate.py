"""validate, schema, info: for curators and for scripts that want to know what they are talking to."""

from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import typer

from immunomod.cli.output import Output, answer, output_options, reported_errors, screen, show
from immunomod.exits import Exit
from immunomod.paths import added_catalogues
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

    with reported_errors():
        found = problems(paths)
    show(Result("validate", found), output)
    raise typer.Exit(Exit.CATALOGUE if found else Exit.FOUND)


class FailOn(str, Enum):
    """What ends an audit with exit status 4: any finding, or one at least this grave."""

    ANY = "any"
    LOST = "fact-without-section"
    GONE = "section-gone"
    BOXED = "boxed-warning"


@output_options
def audit(
    folder: Annotated[Path, typer.Argument(help="A folder of label records (openFDA JSON).", metavar="LABELS_DIR")],
    output: Output,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="Exit with status 4 at such a finding or a graver one.", metavar="KIND"),
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Write the digests of these labels to a file instead.", metavar="FILE")
    ] = None,
) -> None:
    """Compare the catalogue with newer labels: what changed, and which facts lost their section; ends with a worklist.

    \b
    Examples:
      immunomod audit labels/
      immunomod audit labels/ --fail-on boxed-warning
    """
    from immunomod.audit.run import audited, write_prints

    with reported_errors():
        if record is not None:
            write_prints(folder, added_catalogues(output.catalogue), record)
            return
        result = audited(folder, added_catalogues(output.catalogue), fail_on.value if fail_on else None)
    show(result, output)
    raise typer.Exit(result.status)


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
    with screen(output) as out:
        out.write((Path(__file__).parents[2] / "schemas" / f"{of}.schema.json").read_text(encoding="utf-8"))


@output_options
def info(output: Output) -> None:
    """Show versions, counts, coverage, and where the catalogue and its index are.

    \b
    Examples:
      immunomod info --json
    """
    answer(information, output)
