"""The commands as plain data, read from the Typer objects: what the manual pages and the reference are made of."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any, NamedTuple

import typer

from immunomod.cli.app import COMMANDS, app
from immunomod.cli.output import PANEL


class Argument(NamedTuple):
    """A positional argument; `metavar` is in square brackets when it can be left out."""

    metavar: str
    help: str
    values: tuple[str, ...]


class Option(NamedTuple):
    """An option; `value` is empty for a switch, `values` for one that takes any text."""

    flags: tuple[str, ...]
    value: str
    help: str
    values: tuple[str, ...]
    default: str
    shared: bool


class Command(NamedTuple):
    """A command; `details` are the paragraphs below the summary."""

    name: str
    summary: str
    details: tuple[str, ...]
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]

    @property
    def called(self) -> str:
        """How it is called: `immunomod drug`."""
        return f"immunomod {self.name}".strip()

    @property
    def own(self) -> list[Option]:
        return [option for option in self.options if not option.shared]

    @property
    def shared(self) -> list[Option]:
        return [option for option in self.options if option.shared]


def program() -> Command:
    """The program itself, with the options that stand before a command."""
    group = typer.main.get_command(app)
    return _command("", group, _context(group))


def commands() -> list[Command]:
    """Every command, in the order of `immunomod --help`."""
    group: Any = typer.main.get_command(app)
    context = _context(group)
    return [_command(name, group.get_command(context, name), context) for name in COMMANDS]


def _context(group: Any) -> Any:
    return group.make_context("immunomod", [], resilient_parsing=True)


def _command(name: str, command: Any, context: Any) -> Command:
    summary, details, examples = _prose(command.help)
    parameters = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    arguments = tuple(_argument(p, context) for p in parameters if p.param_type_name == "argument")
    options = tuple(_option(p) for p in parameters if p.param_type_name == "option")
    return Command(name, summary, details, examples, arguments, options)


def _prose(help: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The summary, the paragraphs below it and the examples of a docstring."""
    first, *rest = re.split(r"\n\s*\n", cleandoc(help.replace("\b\n", "")))
    examples = [part for part in rest if part.startswith("Examples:")]
    details = (_joined(part) for part in rest if part not in examples)
    return _joined(first), tuple(details), tuple(line.strip() for part in examples for line in part.splitlines()[1:])


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _argument(parameter: Any, context: Any) -> Argument:
    return Argument(parameter.make_metavar(context), parameter.help, _values(parameter))


def _option(parameter: Any) -> Option:
    flags = tuple(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    value = "" if parameter.is_flag else parameter.metavar or flags[-1].lstrip("-").upper()
    default = parameter.default
    said = "" if parameter.is_flag or default is None or callable(default) else str(getattr(default, "value", default))
    return Option(flags, value, parameter.help, _values(parameter), said, parameter.rich_help_panel == PANEL)


def _values(parameter: Any) -> tuple[str, ...]:
    """The values a parameter chooses from, as one types them."""
    return tuple(str(getattr(choice, "value", choice)) for choice in getattr(parameter.type, "choices", ()))


def remarks(option: Option | Argument) -> Iterator[str]:
    """What is known of a parameter beyond its help."""
    listed = option.values and not all(value in option.help for value in option.values)
    if listed:
        yield f"One of {', '.join(option.values)}."
    if isinstance(option, Option) and option.default:
        yield f"Default: {option.default}."
