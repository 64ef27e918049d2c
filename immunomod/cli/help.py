"""The help text of the program and of its commands, laid out for the width there is."""

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any

from immunomod.cli.output import PANEL

GROUPS = {
    "Look up": ("drug", "condition", "mechanism", "safety", "about"),
    "Compare and check": ("compare", "check", "checklist", "risk", "target"),
    "Find": ("list", "search", "annotate"),
    "The catalogue itself": ("validate", "audit", "schema", "info"),
}
_WIDEST = 100
_NARROW = 60  # below it, texts stand under what they explain
_EXAMPLE = "    "

Row = tuple[str, str]


def help_text(command: Any, context: Any) -> str:
    """Usage, what the command does, examples, then arguments and options, those of every command last."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    parameters = [parameter for parameter in command.get_params(context) if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    shared = [option for option in options if option.rich_help_panel == PANEL or "--help" in option.opts]
    own = [option for option in options if option not in shared]
    words = [_word(argument, context) for argument in arguments] or (["COMMAND ..."] if context.parent is None else [])
    parts = [
        _filled(f"Usage: {context.command_path} [OPTION...] {' '.join(words)}", width, "", " " * 7),
        *_prose(command.help, width),
        *_commands(command, context, width),
        *_part(
            "Arguments", [(word.strip("[]"), _said(argument)) for word, argument in zip(words, arguments, strict=False)], width
        ),
        *_part("Options", [_option(option) for option in own], width),
        *_part("Options of every command" if own or words else "Options", [_option(option) for option in shared], width),
        _filled(command.epilog, width, "  ", "  "),
    ]
    return "\n\n".join(parts)


def _word(argument: Any, context: Any) -> str:
    word = str(argument.make_metavar(context))
    return word if argument.required or word.startswith("[") else f"[{word}]"


def gist(help_: str) -> str:
    """What a command is for in a few words: its summary up to the first colon or semicolon."""
    summary = " ".join(re.split(r"\n\s*\n", cleandoc(help_))[0].split())
    return re.split("[:;]", summary)[0].removesuffix(".")


def choices(parameter: Any) -> list[str]:
    """The values a parameter chooses from, as one types them."""
    return [str(getattr(choice, "value", choice)) for choice in getattr(parameter.type, "choices", ())]


def _prose(text: str, width: int) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", cleandoc(text)):
        if paragraph.startswith("\b\n"):  # Typer's mark for lines that stay as they are
            head, *lines = paragraph.splitlines()[1:]
            yield "\n".join(["  " + head, *(_EXAMPLE + line.strip() for line in lines)])
        else:
            yield _filled(paragraph, width, "  ", "  ")


def _commands(group: Any, context: Any, width: int) -> Iterator[str]:
    if not hasattr(group, "list_commands"):
        return
    indent = 2 + 2 + max(map(len, group.list_commands(context)))
    for title, names in GROUPS.items():
        rows = [(name, gist(group.get_command(context, name).help)) for name in names]
        yield "\n".join([f"{title}:", *_rows(rows, width, indent)])


def _part(title: str, rows: Sequence[Row], width: int) -> Iterator[str]:
    if rows:
        indent = 8 if width < _NARROW else 4 + max(len(head) for head, _ in rows)
        yield "\n".join([f"{title}:", *_rows(rows, width, indent)])


def _rows(rows: Sequence[Row], width: int, indent: int) -> Iterator[str]:
    """Each text right of its head, or below one that is too long."""
    for head, text in rows:
        beside = len(head) + 4 <= indent
        if not beside:
            yield f"  {head}"
        yield _filled(text, width, (f"  {head}" if beside else "").ljust(indent), " " * indent)


def _option(option: Any) -> Row:
    flags = sorted([*option.opts, *option.secondary_opts], key=len)
    value = "" if option.is_flag else f" {option.metavar or flags[-1].lstrip('-').upper()}"
    return ", ".join(flags) + value, _said(option)


def _said(parameter: Any) -> str:
    """A parameter's help, with the values and the default that it does not tell itself."""
    values = choices(parameter)
    untold = values and not all(value in parameter.help for value in values)
    default = parameter.default
    has_default = default and not callable(default) and not getattr(parameter, "is_flag", False)
    return " ".join(
        [
            parameter.help,
            *([f"One of {', '.join(values)}."] if untold else []),
            *([f"Default: {getattr(default, 'value', default)}."] if has_default else []),
        ]
    )


def _filled(text: str, width: int, first: str, rest: str) -> str:
    words = " ".join(text.split())
    return textwrap.fill(words, max(width, len(rest) + 10), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
