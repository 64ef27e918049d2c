"""Wrong usage in one line: what, where and how to mend it. Typer's own errors are put into the words of ours."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from typer._click import exceptions as wrong  # typer has no public names for these

from immunomod.text import either, quoted


def explain(error: wrong.UsageError) -> str:
    """One line for any usage error of Typer's."""
    match error:
        case wrong.NoSuchOption():
            return f"no option is called {quoted(error.option_name)}; {_instead(error.possibilities or [], error.ctx)}"
        case wrong.MissingParameter():
            choices = _choices(error.param)
            return f"{_named(error.param)} is missing; {_one_of(choices) if choices else _see_help(error.ctx)}"
        case wrong.BadParameter():
            return _bad_value(error)
        case wrong.BadOptionUsage() if "does not take" in error.message:
            return f"{error.option_name} takes no value; leave out the = and what follows"
        case wrong.BadOptionUsage():
            return f"{error.option_name} needs a value; {_see_help(error.ctx)}"
        case _ if "unexpected extra argument" in error.message:
            return f"unexpected {quoted(error.message.partition('(s) (')[2][:-1])}; {_see_help(error.ctx)}"
        case _:
            return f"{error.message[:1].lower()}{error.message[1:].rstrip('.')}; {_see_help(error.ctx)}"


def unknown_command(words: Sequence[str], commands: Sequence[str]) -> str:
    """One line for words of which the first is no command, though they may be a name."""
    if words[0] in ("help", "version"):
        about = [word for word in words[1:2] if word in commands and words[0] == "help"]
        call = " ".join(["immunomod", *about])
        return f"no command is called {quoted(words[0])}; use {call} --{words[0]}"
    near = get_close_matches(words[0], commands, cutoff=0.7)
    name = " ".join(words)
    known = None if near else _known(name)
    return f"no command is called {quoted(name if known else words[0])}; {known or _instead(near, None)}"


def _known(name: str) -> str | None:
    """What a name is that was given without a command; None when that cannot be said."""
    from immunomod.errors import ImmunomodError
    from immunomod.index.keeper import Keeper
    from immunomod.index.reader import IndexDamaged
    from immunomod.paths import added_catalogues
    from immunomod.query.find import elsewhere

    try:
        return Keeper(added_catalogues(())).ask(lambda index: elsewhere(index, name))
    except (ImmunomodError, IndexDamaged, OSError):
        return None


def _bad_value(error: wrong.BadParameter) -> str:
    given, _, why = error.message.rstrip(".").rpartition(" is not ")
    choices = _choices(error.param)
    least = getattr(getattr(error.param, "type", None), "min", None)
    if choices:
        near = get_close_matches(given.strip("'\""), choices, 1)
        mend = f"did you mean {near[0]}?" if near else _one_of(choices)
    elif least is not None:
        mend = f"use a whole number from {least}"
    else:
        mend = f"it is not {why}" if given else why
    shown = given if len(given) <= 80 else f"{given[:79]}…"
    return f"{shown or 'the value'} is not allowed for {_named(error.param)}; {mend}"


def _choices(param: Any) -> list[str]:
    return [str(getattr(choice, "value", choice)) for choice in getattr(getattr(param, "type", None), "choices", ())]


def _named(param: Any) -> str:
    """`--format` or `NAME...`, as help spells it."""
    if param is None:
        return "an argument"
    return str(max(param.opts, key=len) if param.param_type_name == "option" else param.human_readable_name.strip("[]"))


def _one_of(choices: Sequence[str]) -> str:
    return f"use one of {', '.join(choices)}"


def _instead(near: Sequence[str], context: Any) -> str:
    return f"did you mean {either(near)}?" if near else _see_help(context)


def _see_help(context: Any) -> str:
    command = f" {context.info_name}" if context is not None and context.parent is not None else ""
    return f"see immunomod{command} --help"
