"""The reference of all commands: docs/commands.md."""

from collections.abc import Iterable, Iterator, Mapping

from docs.generator import DOCS, Files, facts
from docs.generator.commands import Argument, Command, Option, commands, program, remarks

_INTRODUCTION = """\
# Commands

What each command takes and does. `immunomod COMMAND -h` says the same, and so do the manual pages, `man immunomod-COMMAND`.
This page is generated from the commands themselves.
"""


def files() -> Files:
    """The page by its path."""
    whole, parts = program(), commands()
    lines = [
        _INTRODUCTION,
        *_table("command", ((f"[{part.name}](#immunomod-{part.name})", part.summary) for part in parts)),
        *(line for part in parts for line in _command(part)),
        *("## Options of every command", "", "Before or after the command's name and arguments.", ""),
        *_table("option", map(_option, whole.shared)),
        *("## Options of the program", "", "Before any command.", ""),
        *_table("option", map(_option, whole.own)),
        *("## Exit status", ""),
        *_table("status", ((f"`{int(status)}`", text) for status, text in facts.STATUSES.items())),
        *("## Environment", ""),
        *_table("variable", _code(facts.VARIABLES)),
        *("## Files", ""),
        *_table("folder", _code(facts.FILES)),
    ]
    return {DOCS / "commands.md": "\n".join(lines).rstrip() + "\n"}


def summaries() -> Iterator[str]:
    """A table of all commands with what each is for."""
    return _table("command", ((f"`{part.called}`", part.summary) for part in commands()))


def _command(command: Command) -> Iterator[str]:
    called = " ".join([command.called, "[OPTION...]", *(argument.metavar for argument in command.arguments)])
    yield from (f"## {command.called}", "", command.summary, "", "```text", called, "```", "")
    for paragraph in command.details:
        yield from (paragraph, "")
    if command.examples:
        yield from ("```sh", *command.examples, "```", "")
    own = [option for option in command.own if "--help" not in option.flags]
    yield from _table("argument or option", [*map(_argument, command.arguments), *map(_option, own)])


def _argument(argument: Argument) -> tuple[str, str]:
    return f"`{argument.metavar.strip('[]')}`", " ".join([argument.help, *remarks(argument)])


def _option(option: Option) -> tuple[str, str]:
    flags = ", ".join(option.flags)
    return f"`{flags} {option.value}`" if option.value else f"`{flags}`", " ".join([option.help, *remarks(option)])


def _code(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"`{name}`", text) for name, text in facts.items())


def _table(head: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A Markdown table of two columns, or nothing without rows."""
    made = [f"| {first} | {second} |" for first, second in rows]
    if made:
        yield from (f"| {head} | |", "|---|---|", *made, "")
