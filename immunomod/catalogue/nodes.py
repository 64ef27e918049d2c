"""Strict YAML: every scalar is text, every node knows where it stands.

YAML 1.1 would guess types (`NO`, `1:30`, section `5.10` as the number 5.1); here nothing is guessed.
Anchors, aliases, tags and duplicate keys are errors, and depth, size and number of values have bounds, so no file
takes more memory or time than its size lets expect.
"""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from immunomod.errors import Problem
from immunomod.text import clean, quoted

MAX_DEPTH = 30
MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 2_000_000  # in a file: more than ten times the largest of ours
MAX_PROBLEMS = 10_000
MAX_LENGTH = 20_000  # of a value, in characters: ten times what any key takes

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST = 100  # such characters are reported; a file that has more is no text

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value and its place: `value` is a str, a list of nodes or a dict of key to node."""

    line: int
    column: int
    value: "str | list[Node] | dict[str, Node]"
    keys: "dict[str, tuple[int, int]]" = field(default_factory=dict)

    def plain(self) -> Any:
        """The value without positions: str, list and dict."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def place(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Line and column of the deepest node that exists on `path`."""
        node, place = self, (self.line, self.column)
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                place = node.keys[str(step)]
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = (node.line, node.column)
            else:
                break
        else:
            if isinstance(node.value, str):
                return node.line, node.column
        return place


class _Reader:
    """Builds nodes from the parser's events and collects the problems on the way."""

    def __init__(self, name: str, events: Iterator[Any], end: tuple[int, int]) -> None:
        self.name = name
        self.events = events
        self.end = end  # of the text; the parser sees what is missing there a line further on
        self.values = 0
        self.problems: list[Problem] = []

    def report(self, event: Any, message: str) -> None:
        line, column = self.place(event)
        self.problems.append(Problem(self.name, line, column, message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Fatal(Problem(self.name, line, column, "too many problems to go on; mend these first"))

    def place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return min((mark.line + 1, mark.column + 1), self.end)

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self.report(event, "a second document starts here; keep one document in a file")
                    break
                node = self.node(next(self.events), 0)
        return node

    def node(self, event: Any, depth: int) -> Node:
        line, column = self.place(event)
        if depth > MAX_DEPTH:
            raise _Fatal(Problem(self.name, line, column, f"nested deeper than {MAX_DEPTH} levels; flatten it"))
        self.values += 1
        if self.values > MAX_VALUES:
            raise _Fatal(Problem(self.name, line, column, f"more than {MAX_VALUES} values; split the file"))
        if isinstance(event, yaml.AliasEvent):
            self.report(event, f"alias *{clean(str(event.anchor)[:40])}; write the value out, aliases are not used here")
            return Node(line, column, "")
        if event.anchor is not None:
            self.report(event, f"anchor &{clean(str(event.anchor)[:40])}; write values out, anchors are not used here")
        if event.tag is not None and event.tag != "!":
            self.report(event, f"tag {clean(str(event.tag)[:80])}; remove it, every value is read as text")
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_LENGTH:
                self.report(event, f"longer than {MAX_LENGTH} characters; shorten it")
                return Node(line, column, "")
            return Node(line, column, clean(event.value))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, column, self.items(depth))
        return self.mapping(line, column, depth)

    def items(self, depth: int) -> list[Node]:
        found = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self.node(event, depth + 1))
        return found

    def mapping(self, line: int, column: int, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self.report(event, "a list or mapping as a key; use a word")
            elif key.value in values:
                first = keys[key.value][0]
                self.report(event, f"duplicate key {quoted(key.value)}, first on line {first}; remove or rename one")
            else:
                values[key.value] = value
                keys[key.value] = (key.line, key.column)
        return Node(line, column, values, keys)


class _Fatal(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(path: Path, name: str | None = None) -> tuple[Node | None, list[Problem]]:
    """The root node of a YAML file and all problems found in reading it.

    Raises OSError when the file cannot be read, or is no file: a pipe or a device may never end.
    """
    name = name or str(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(None, "not a file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return None, [Problem(name, 1, 1, f"larger than {MAX_BYTES // 1024 // 1024} MiB; split the file")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _end(error.object[: error.start].decode())  # without the mark at the start
        return None, [Problem(name, line, column, "not UTF-8; save the file as UTF-8")]
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """As `read`, from text."""
    unprintable = [*islice(_unprintable(text, name), _MOST)]
    if unprintable:
        return None, unprintable
    reader = _Reader(name, _events(text), _end(text))
    try:
        root = reader.document()
    except _Fatal as fatal:
        return None, [*reader.problems, fatal.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = min((mark.line + 1, mark.column + 1) if mark else (1, 1), _end(text))
        message = clean(error.problem or "cannot be read")
        return None, [*reader.problems, Problem(name, line, column, f"not YAML: {message}; check quotes and indentation")]
    return root, reader.problems


def _unprintable(text: str, name: str) -> Iterator[Problem]:
    """Characters that YAML does not allow, and those that end a line for YAML but for no editor."""
    for found in _UNPRINTABLE.finditer(text):
        line, column = _end(text[: found.start()])
        yield Problem(name, line, column, f"the character U+{ord(found.group()):04X}; remove it or put a space in its place")


def _end(text: str) -> tuple[int, int]:
    """Line and column behind the end of a text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.count("\n") + 1, len(lines) - lines.rfind("\n")


def _events(text: str) -> Iterator[Any]:
    loader = _Parser(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()
