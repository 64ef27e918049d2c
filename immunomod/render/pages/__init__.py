"""Results laid out as pages, one module a command."""

from collections.abc import Iterator
from importlib import import_module

from immunomod.query.result import Result
from immunomod.render.blocks import Block
from immunomod.render.rows import shape

_PAGES = {
    "drug": "drug:pages",
    "safety": "safety:pages",
    "safety:overview": "safety:overview",
    "condition": "condition:pages",
    "condition:overview": "condition:overview",
    "mechanism": "mechanism:pages",
    "mechanism:overview": "mechanism:overview",
    "about": "about:pages",
    "about:overview": "about:primer",
    "check": "check:pages",
    "risk": "risk:pages",
    "risk:overview": "lists:listing",
    "target": "target:pages",
    "target:overview": "lists:listing",
    "compare": "compare:pages",
    "checklist": "checklist:pages",
    "list": "lists:listing",
    "search": "lists:search",
    "annotate": "annotate:pages",
    "info": "info:info",
    "validate": "lists:problems",
    "audit": "lists:findings",
}


def pages_of(result: Result) -> Iterator[Block]:
    """The blocks of any result."""
    module, _, function = _PAGES[shape(result)].partition(":")
    blocks: Iterator[Block] = getattr(import_module(f"immunomod.render.pages.{module}"), function)(result)
    return blocks
