"""Values that arguments and options take, and their completion."""

from contextlib import redirect_stderr
from enum import Enum
from io import StringIO
from typing import Annotated, Literal

import typer

from immunomod.text import fold
from immunomod.words import Effect, Region, Route

_MOST = 60


Kind = Literal["agents", "conditions", "mechanisms", "risks", "interactants", "terms"]


class Part(str, Enum):
    """Parts of a safety block, as `--only` takes them (Typer repeats enums, not literals)."""

    BOXED = "boxed"
    WARNINGS = "warnings"
    CONTRAINDICATIONS = "contraindications"
    BEFORE_STARTING = "before-starting"
    MONITORING = "monitoring"
    INTERACTIONS = "interactions"
    VACCINES = "vaccines"
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    CONTRACEPTION = "contraception"


def _complete(space: str, incomplete: str) -> list[str]:
    """Names of one space that begin with what was typed; quiet whatever happens, since a shell's prompt is on the screen."""
    from immunomod.errors import ImmunomodError
    from immunomod.index.keeper import Keeper
    from immunomod.index.reader import IndexDamaged
    from immunomod.paths import added_catalogues

    try:
        with redirect_stderr(StringIO()):
            rows = Keeper(added_catalogues(())).ask(lambda index: index.names_starting(space, fold(incomplete), _MOST))
    except (ImmunomodError, IndexDamaged, OSError):
        return []
    offered = (_as_typed(name, incomplete) for row in rows for name in row)
    return list(dict.fromkeys(name for name in offered if name))


def _as_typed(name: str, incomplete: str) -> str | None:
    """The name going on from what was typed, or None when it does not begin so."""
    if name.casefold().startswith(incomplete.casefold()):
        return incomplete + name[len(incomplete) :]
    return None


def complete_agent(incomplete: str) -> list[str]:
    return _complete("agent", incomplete)


def complete_condition(incomplete: str) -> list[str]:
    return _complete("condition", incomplete)


def complete_mechanism(incomplete: str) -> list[str]:
    return _complete("mechanism", incomplete)


def complete_partner(incomplete: str) -> list[str]:
    return [*_complete("agent", incomplete), *_complete("interactant", incomplete), *_complete("mechanism", incomplete)]


def complete_disease(incomplete: str) -> list[str]:
    return [*_complete("condition", incomplete), *_complete("risk", incomplete)]


def complete_risk(incomplete: str) -> list[str]:
    return _complete("risk", incomplete)


def complete_target(incomplete: str) -> list[str]:
    return _complete("target", incomplete)


def complete_term(incomplete: str) -> list[str]:
    return _complete("term", incomplete)


_STDIN = "; - reads names from standard input, one a line."
_AGENTS_HELP = f"Agents by any name or identifier{_STDIN}"
RequiredAgents = Annotated[list[str], typer.Argument(help=_AGENTS_HELP, metavar="NAME...", autocompletion=complete_agent)]
Agents = Annotated[list[str] | None, typer.Argument(help=_AGENTS_HELP, metavar="[NAME...]", autocompletion=complete_agent)]
Conditions = Annotated[
    list[str] | None,
    typer.Argument(
        help=f"Conditions by name, abbreviation or code{_STDIN}", metavar="[NAME...]", autocompletion=complete_condition
    ),
]
Mechanisms = Annotated[
    list[str] | None,
    typer.Argument(
        help=f"Mechanisms by id, name, class or target{_STDIN}", metavar="[NAME...]", autocompletion=complete_mechanism
    ),
]
Partners = Annotated[
    list[str],
    typer.Argument(
        help=f"Agents, other drugs, groups, vaccines or classes by any name{_STDIN}",
        metavar="NAME...",
        autocompletion=complete_partner,
    ),
]
Risks = Annotated[
    list[str] | None,
    typer.Argument(help=f"Hazards by name{_STDIN}", metavar="[NAME...]", autocompletion=complete_risk),
]
Targets = Annotated[
    list[str] | None,
    typer.Argument(help=f"Targets by gene symbol or protein name{_STDIN}", metavar="[NAME...]", autocompletion=complete_target),
]
Terms = Annotated[
    list[str] | None,
    typer.Argument(help=f"Terms or hazards{_STDIN}", metavar="[TERM...]", autocompletion=complete_term),
]
EffectOption = Annotated[Effect | None, typer.Option("--effect", help="Only agents with this effect.", case_sensitive=False)]
RegionOption = Annotated[Region | None, typer.Option("--region", help="Only where approved or used.", case_sensitive=False)]
RouteOption = Annotated[
    Route | None, typer.Option("--route", help="Only by this route, e.g. oral.", metavar="ROUTE", case_sensitive=False)
]
MechanismOption = Annotated[
    str | None,
    typer.Option("--mechanism", help="Only agents that act so.", metavar="NAME", autocompletion=complete_mechanism),
]
ConditionOption = Annotated[
    str | None,
    typer.Option("--condition", help="Only agents used for this.", metavar="NAME", autocompletion=complete_condition),
]
