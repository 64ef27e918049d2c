"""check: may these be given together?"""

from enum import Enum
from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.names import runs
from immunomod.cli.output import Output, answer, output_options


class FailOn(str, Enum):
    """The level from which a finding ends the command with exit status 4."""

    CONTRAINDICATED = "contraindicated"
    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"


@output_options
def check(
    names: values.Partners,
    output: Output,
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition",
            help="A disease of the patient; repeatable.",
            metavar="NAME",
            autocompletion=values.complete_disease,
        ),
    ] = None,
    pregnant: Annotated[bool, typer.Option("--pregnant", help="Add contraindications and advice in pregnancy.")] = False,
    breastfeeding: Annotated[
        bool, typer.Option("--breastfeeding", help="Add contraindications and advice in breastfeeding.")
    ] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with status 4 at such a finding or a graver one.", metavar="LEVEL")
    ] = None,
) -> None:
    """Check a regimen for interactions: agents, other drugs, groups and vaccines in any mix, every pair in both directions.

    Only what the catalogue holds is found, through groups and mechanisms too; what could not be looked at is named as
    not checked. No finding is no statement that things go together.

    \b
    Examples:
      immunomod check tacrolimus clarithromycin "live vaccine"
      immunomod check azathioprine allopurinol --fail-on contraindicated
      immunomod check infliximab --condition "heart failure" --pregnant
    """
    from immunomod.query import check as query  # its patterns are compiled when it is asked, not for --help

    asked = runs(names)
    states = [state for state, wanted in (("pregnancy", pregnant), ("breastfeeding", breastfeeding)) if wanted]
    answer(lambda index: query.check(index, asked, states, condition or (), fail_on.value if fail_on else None), output)
