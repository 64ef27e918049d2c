"""checklist: what to do before, during and after treatment."""

from enum import Enum
from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.names import runs
from immunomod.cli.output import Output, answer, output_options


class Phase(str, Enum):
    """Phases of treatment, as `--phase` takes them."""

    BEFORE = "before"
    DURING = "during"
    EVENT = "event"
    AFTER = "after"


@output_options
def checklist(
    names: values.RequiredAgents,
    output: Output,
    phase: Annotated[list[Phase] | None, typer.Option("--phase", help="Only this phase; repeatable.", metavar="PHASE")] = None,
) -> None:
    """List what to do before the first dose, during treatment by time, and after it, for one agent or up to eight together.

    A check that several agents ask for stands once, with what each of them says. Phases: before, during, event (when
    something happens or applies), after.

    \b
    Examples:
      immunomod checklist tofacitinib
      immunomod checklist rituximab methotrexate -f markdown
      immunomod checklist tacrolimus --phase before
      immunomod checklist - < names.txt
    """
    from immunomod.query.checklist import checklist as query  # its patterns are compiled when it is asked, not for --help

    asked = runs(names)
    answer(lambda index: query(index, asked, [wanted.value for wanted in phase or ()]), output)
