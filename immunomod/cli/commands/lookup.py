"""drug, safety, condition, mechanism, about: one thing by name."""

from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.names import runs
from immunomod.cli.output import Output, answer, output_options
from immunomod.query import entries
from immunomod.words import UseStatus


@output_options
def drug(
    names: values.RequiredAgents,
    output: Output,
    full: Annotated[bool, typer.Option("--full", help="A page that leaves nothing out (table and markdown).")] = False,
) -> None:
    """Show one agent on one screen: what it is, how it acts, uses, safety, sources.

    \b
    Examples:
      immunomod drug tacrolimus
      immunomod drug Humira
      immunomod drug L04AD02
      immunomod drug - < names.txt
    """
    asked = runs(names)
    answer(lambda index: entries.drug(index, asked, full), output)


@output_options
def safety(
    output: Output,
    names: values.Agents = None,
    only: Annotated[list[values.Part] | None, typer.Option("--only", help="Only this part; repeatable.", metavar="PART")] = None,
) -> None:
    """Show every safety fact of agents with its section, boxed warning first; without a name, what holds for all.

    Parts: boxed, warnings, contraindications, before-starting, monitoring, interactions, vaccines, pregnancy, lactation,
    contraception.

    \b
    Examples:
      immunomod safety tofacitinib
      immunomod safety tacrolimus --only interactions
    """
    asked = runs(names)
    answer(lambda index: entries.safety(index, asked, [part.value for part in only or ()]), output)


@output_options
def condition(
    output: Output,
    names: values.Conditions = None,
    status: Annotated[UseStatus | None, typer.Option("--status", help="Only uses of this status.")] = None,
    region: values.RegionOption = None,
    effect: values.EffectOption = None,
    mechanism: values.MechanismOption = None,
    route: values.RouteOption = None,
) -> None:
    """Show a condition and the agents used for it; without a name, all conditions.

    \b
    Examples:
      immunomod condition asthma
      immunomod condition RA
      immunomod condition "Crohn's disease" --region EU
    """
    from immunomod.query.filters import Filters  # only this command filters

    asked = runs(names)
    filters = Filters(effect=effect, mechanism=mechanism, route=route, region=region, status=status)
    answer(lambda index: entries.condition(index, asked, filters), output)


@output_options
def mechanism(output: Output, names: values.Mechanisms = None) -> None:
    """Explain a mechanism from molecule to clinical effect; without a name, the tree of all.

    \b
    Examples:
      immunomod mechanism jak-inhibition
      immunomod mechanism PD-1
      immunomod mechanism TNF
    """
    asked = runs(names)
    answer(lambda index: entries.mechanism(index, asked), output)


@output_options
def about(output: Output, terms: values.Terms = None) -> None:
    """Read the primer on immune modulators, or explain a term.

    \b
    Examples:
      immunomod about
      immunomod about biosimilar
      immunomod about trough level
    """
    asked = runs(terms)
    answer(lambda index: entries.about(index, asked), output)
