"""The Typer app: which commands there are, and what happens around every one of them."""

import sys
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # typer has no public names for these
from typer.core import TyperCommand, TyperGroup

from immunomod import __version__
from immunomod.cli.answer import fail, note, orderly_end
from immunomod.cli.output import CatalogueOption, ColorOption, FormatOption, JsonOption, NoPagerOption, output_of
from immunomod.exits import Exit

DISCLAIMER = (
    "Information for professionals and learners, not medical advice; treatment with these drugs needs medical supervision."
)
HELP = """The reference on immune-modulating drugs: agents, conditions, mechanisms, safety. Offline; every fact names its source.

\b
Examples:
  immunomod drug Humira
  immunomod check tacrolimus clarithromycin
  immunomod check --help
"""
SETTINGS = {"help_option_names": ["-h", "--help"]}

COMMANDS = {
    "drug": "lookup:drug",
    "condition": "lookup:condition",
    "mechanism": "lookup:mechanism",
    "safety": "lookup:safety",
    "about": "lookup:about",
    "compare": "compare:compare",
    "check": "check:check",
    "checklist": "checklist:checklist",
    "risk": "carriers:risk",
    "target": "carriers:target",
    "list": "browse:list_",
    "search": "browse:search",
    "annotate": "medication:annotate",
    "validate": "curate:validate",
    "audit": "curate:audit",
    "schema": "curate:schema",
    "info": "curate:info",
}


class Helped:
    """A command whose help is laid out by us: Typer's has a narrowest width, cuts summaries and knows no groups of options."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from immunomod.cli.help import help_text

        formatter.write(help_text(self, ctx))

    def get_short_help_str(self: Any, limit: int = 45) -> str:
        """What a shell's completion shows beside the command."""
        from immunomod.cli.help import gist

        return gist(self.help)


class OneCommand(Helped, TyperCommand):
    """A command."""


class LazyGroup(Helped, TyperGroup):
    """Imports and builds a command only when it is called: half the time of a lookup otherwise."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        command = getattr(import_module(f"immunomod.cli.commands.{module}"), function)
        alone.command(cmd_name, cls=OneCommand, epilog=DISCLAIMER, context_settings=SETTINGS)(command)
        return typer.main.get_command(alone)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with orderly_end():  # before Typer has an end of its own for a closed pipe and Ctrl-C
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with orderly_end():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from immunomod.cli.usage import unknown_command

            fail(unknown_command(args, list(COMMANDS)), Exit.USAGE)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """As Typer's, but wrong usage ends in one line of ours. Exits with the command's status."""
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except NoArgsIsHelpError as error:
            with suppress(OSError):
                print(error.format_message(), file=sys.stderr)
            status = Exit.USAGE
        except UsageError as error:
            from immunomod.cli.usage import explain

            note(explain(error))
            status = Exit.USAGE
        sys.exit(status)


app = typer.Typer(
    name="immunomod",
    cls=LazyGroup,
    help=HELP,
    epilog=DISCLAIMER,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"immunomod {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
    format_: FormatOption = None,
    json_: JsonOption = False,
    catalogue: CatalogueOption = None,
    color: ColorOption = None,
    no_pager: NoPagerOption = False,
) -> None:
    context.obj = output_of(format_, json_, catalogue, color, no_pager)
