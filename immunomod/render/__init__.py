"""Results as text: one module a format. Renderers look nothing up."""

from __future__ import annotations

from enum import Enum

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Format(str, Enum):
    """The output formats; the values are what `--format` takes."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    YAML = "yaml"
    MARKDOWN = "markdown"


def render(result: Result, format: Format, out: TextIO, color: bool | None = None) -> None:
    """Writes a result. `color` True or False overrides what the terminal and the environment say."""
    # imported by name so that a lookup pays for its own format only, rich for tables, yaml for yaml; and without importlib,
    # whose import would take a fiftieth of a lookup
    module = __import__(f"immunomod.render.{format.value}", fromlist=["write"])
    module.write(result, out, color)
