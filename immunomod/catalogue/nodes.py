"""Strict YAML: every scalar is text, every node knows where it stands.

YAML 1.1 would guess types (`NO`, `1:30`, section `5.10` as the number 5.1); here nothing is guessed.
Anchors, aliases, tags and duplicate keys are errors, so a small file cannot grow into a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from immunomod.errors import Problem
from immunomod.text import clean

MAX_DEPTH = 30
MAX_BYTES = 64 * 1024 * 1024

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
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

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.events = events
        self.problems: list[Problem] = []

    def report(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1, message))

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
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if depth > MAX_DEPTH:
            raise _Fatal(Problem(self.name, line, column, f"nested deeper than {MAX_DEPTH} levels; flatten it"))
        if isinstance(event, yaml.AliasEvent):
            self.report(event, f"alias *{event.anchor}; write the value out, aliases are not used here")
            return Node(line, column, "")
        if event.anchor is not None:
            self.report(event, f"anchor &{event.anchor}; write values out, anchors are not used here")
        if event.tag is not None and event.tag != "!":
            self.report(event, f"tag {event.tag}; remove it, every value is read as text")
        if isinstance(event, yaml.ScalarEvent):
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
                self.report(event, f"duplicate key {key.value!r}, first on line {first}; remove or rename one")
            else:
                values[key.value] = value
                keys[key.value] = (key.line, key.column)
        return Node(line, column, values, keys)


class _Fatal(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(path: Path, name: str | None = None) -> tuple[Node | None, list[Problem]]:
    """The root node of a YAML file and all problems found in reading it.

    Raises OSError when the file cannot be read.
    """
    name = name or str(path)
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        return None, [Problem(name, 1, 1, f"larger than {MAX_BYTES // 1024 // 1024} MiB; split the file")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return None, [Problem(name, line, column, "not UTF-8; save the file as UTF-8")]
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """As `read`, from text."""
    reader = _Reader(name, _events(text))
    try:
        root = reader.document()
    except _Fatal as fatal:
        return None, [*reader.problems, fatal.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = clean(error.problem or "cannot be read")
        return None, [*reader.problems, Problem(name, line, column, f"not YAML: {message}; check quotes and indentation")]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Problem(name, line, 1, "a character that YAML does not allow; remove it")]
    except RecursionError:
        return None, [Problem(name, 1, 1, f"nested deeper than {MAX_DEPTH} levels; flatten it")]
    return root, reader.problems


def _events(text: str) -> Iterator[Any]:
    loader = _Parser(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()
