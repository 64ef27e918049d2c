"""The fast lane: the plain forms that loops and pipelines use, answered without Typer, which takes most of a call's time.

It holds no rule of its own: it asks the same queries and shows answers in the same way, and leaves to Typer whatever
it does not take as it stands. A test compares the two on generated arguments.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from immunomod.cli.answer import Output, answer
from immunomod.cli.names import runs
from immunomod.index.reader import Index
from immunomod.query import entries
from immunomod.query.result import Result
from immunomod.render import Format

_QUERIES: dict[str, Callable[[Index, Sequence[Sequence[str]]], Result]] = {
    "drug": entries.drug,
    "safety": entries.safety,
    "condition": entries.condition,
    "mechanism": entries.mechanism,
}
_FORMATS = {"json": Format.JSON, "jsonl": Format.JSONL, "plain": Format.PLAIN, "tsv": Format.TSV}


def answer_plain_call(arguments: Sequence[str]) -> None:
    """Answers `drug|safety|condition|mechanism WORDS... [-f json|jsonl|plain|tsv | --json]` and exits; else returns."""
    query = _QUERIES.get(arguments[0]) if arguments else None
    if query is None or os.name == "nt" or any(name.endswith("_COMPLETE") for name in os.environ):
        return  # on Windows Typer expands file names; with such a variable a shell asks for completions
    words: list[str] = []
    formats: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            words.append(argument)
        elif argument in ("-f", "--format"):
            formats.append(next(rest, ""))
        elif argument == "--json":
            formats.append("json")
        else:
            return
    if not words or len(formats) > 1 or (formats and formats[0] not in _FORMATS) or not (formats or not sys.stdout.isatty()):
        return
    asked = runs(words)
    answer(lambda index: query(index, asked), Output(_FORMATS[formats[0]] if formats else None))
