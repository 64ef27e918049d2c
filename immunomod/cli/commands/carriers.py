"""risk and target: which agents carry a hazard, which act on a protein."""

from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.names import runs
from immunomod.cli.output import Output, answer, output_options
from immunomod.query import carriers
from immunomod.query.filters import Filters
from immunomod.words import WarningLevel


@output_options
def risk(
    output: Output,
    names: values.Risks = None,
    level: Annotated[WarningLevel | None, typer.Option("--level", help="Only boxed, or only other warnings.")] = None,
    effect: values.EffectOption = None,
    mechanism: values.MechanismOption = None,
    condition: values.ConditionOption = None,
    route: values.RouteOption = None,
) -> None:
    """Show which agents carry a hazard, at which level, by class; kinds of a hazard are included. Without a name, all hazards.

    \b
    Examples:
      immunomod risk pml
      immunomod risk "embryo-fetal toxicity" --level boxed
    """
    asked = runs(names)
    filters = Filters(effect=effect, mechanism=mechanism, condition=condition, route=route)
    answer(lambda index: carriers.risk(index, asked, filters, level), output)


@output_options
def target(output: Output, names: values.Targets = None) -> None:
    """Show which agents act on a target, and how; by gene symbol or protein name. Without a name, all targets.

    \b
    Examples:
      immunomod target JAK1
      immunomod target IL-17
    """
    asked = runs(names)
    answer(lambda index: carriers.target(index, asked), output)
