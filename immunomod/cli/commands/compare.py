"""compare: agents side by side."""

from enum import Enum
from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.names import runs
from immunomod.cli.output import Output, answer, output_options
from immunomod.query.compare import compare as side_by_side
from immunomod.query.filters import Filters


class Only(str, Enum):
    """What `--only` takes: parts, and the differences."""

    DIFFERENCES = "differences"
    IDENTITY = "identity"
    RISKS = "risks"
    USES = "uses"
    CONTRAINDICATIONS = "contraindications"
    BEFORE_STARTING = "before-starting"
    MONITORING = "monitoring"
    INTERACTIONS = "interactions"
    VACCINES = "vaccines"
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    CONTRACEPTION = "contraception"


@output_options
def compare(
    output: Output,
    names: values.Agents = None,
    mechanism: Annotated[
        str | None,
        typer.Option(
            "--mechanism", help="All agents of this mechanism or class.", metavar="NAME", autocompletion=values.complete_mechanism
        ),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option("--condition", help="All agents used for this.", metavar="NAME", autocompletion=values.complete_condition),
    ] = None,
    only: Annotated[
        list[Only] | None,
        typer.Option("--only", help="Only this part, or only the differences; repeatable.", metavar="PART"),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="A page with every text, note and ref (table and markdown).")] = False,
) -> None:
    """Set two agents or more side by side: class, hazards, uses, tests, interactions, pregnancy, vaccines.

    A class or an ATC group stands for its agents. With --mechanism and --condition, agents that fit both. Parts:
    identity, risks, uses, contraindications, before-starting, monitoring, interactions, vaccines, pregnancy, lactation,
    contraception. --only differences leaves out rows that are the same for all.

    plain, tsv and csv have one line for each fact, and one for each cell without: id of the agent, part, item, name, level,
    text, refs. Levels of a cell without a fact: kind (the agent lists a kind of it), broader (it lists what this is a kind
    of), none listed (the source states that there is none), not listed (the source was covered and does not name it), not
    covered (not known here).

    \b
    Examples:
      immunomod compare adalimumab tocilizumab tofacitinib
      immunomod compare --mechanism jak-inhibition --only risks
      immunomod compare methotrexate leflunomide --only differences
      immunomod compare - < names.txt
    """
    asked = runs(names)
    filters = Filters(mechanism=mechanism, condition=condition)
    wanted = [part.value.replace("-", "_") for part in only or ()]
    answer(lambda index: side_by_side(index, asked, filters, wanted, full), output)
