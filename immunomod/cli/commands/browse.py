"""list and search: many things at once."""

from typing import Annotated

import typer

from immunomod.cli import values
from immunomod.cli.output import Output, answer, output_options
from immunomod.query import listing
from immunomod.query.filters import Filters
from immunomod.words import Category, Coverage, MarketStatus


@output_options
def list_(
    kind: Annotated[values.Kind, typer.Argument(help="What to list.", metavar="KIND")],
    output: Output,
    effect: values.EffectOption = None,
    mechanism: values.MechanismOption = None,
    condition: values.ConditionOption = None,
    route: values.RouteOption = None,
    region: values.RegionOption = None,
    status: Annotated[MarketStatus | None, typer.Option("--status", help="Only marketed or withdrawn agents.")] = None,
    coverage: Annotated[Coverage | None, typer.Option("--coverage", help="Safety facts: label, partial, none.")] = None,
    category: Annotated[
        Category | None,
        typer.Option("--category", help="Only conditions of this area, e.g. cancer.", metavar="AREA", case_sensitive=False),
    ] = None,
) -> None:
    """List agents, conditions, mechanisms, risks, interactants or terms.

    \b
    Examples:
      immunomod list agents --effect stimulates --mechanism checkpoint-inhibition
      immunomod list risks
    """
    filters = Filters(effect, mechanism, condition, route, region, status, category, coverage)
    answer(lambda index: listing.listing(index, kind, filters), output)


@output_options
def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.", metavar="WORDS...")],
    output: Output,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Show at most this many entries.")] = 50,
) -> None:
    """Search all text; says where each entry matched.

    \b
    Examples:
      immunomod search "hepatitis B reactivation"
    """
    answer(lambda index: listing.search(index, " ".join(words), limit), output)
