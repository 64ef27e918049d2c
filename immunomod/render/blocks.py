"""What a page is made of, whatever prints it: the table and the markdown renderer both read these."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Role = Literal[
    "text",
    "strong",
    "dim",
    "ref",
    "code",
    "link",
    "name",
    "alert",
    "suppresses",
    "stimulates",
    "modulates",
    "contraindicated",
    "major",
    "moderate",
    "minor",
    "boxed",
    "warning",
    "missing",
    "title",
    "heading",
    "frame",
]


class Span(NamedTuple):
    """Text with a role; roles become colours and weights, never the only carrier of a meaning."""

    text: str
    role: Role = "text"
    url: str | None = None


Line = Sequence[Span]


def line(*parts: "Span | str | None") -> Line:
    """A line from spans and plain strings; None is left out."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts if part is not None)


class Title(NamedTuple):
    """The name of what the page is about, and a few words beside it."""

    name: str
    rest: Line = ()


class Heading(NamedTuple):
    """The start of a part, with a remark."""

    text: str
    remark: str = ""


class Paragraph(NamedTuple):
    line: Line


class Fields(NamedTuple):
    """Labels with their values."""

    rows: Sequence[tuple[str, Line]]


class Alert(NamedTuple):
    """What must be seen first."""

    title: str
    lines: Sequence[Line]


class Bullets(NamedTuple):
    lines: Sequence[Line]


class Checks(NamedTuple):
    """Boxes to tick under a title, which may be empty; each with lines of detail below it."""

    title: str
    items: Sequence[tuple[Line, Sequence[Line]]]


class Flow(NamedTuple):
    """Steps that follow from one another, top to bottom."""

    lines: Sequence[Line]


class Tree(NamedTuple):
    """Lines at depths, parents before children."""

    rows: Sequence[tuple[int, Line]]


class Column(NamedTuple):
    """A table's column; `share` is its part of the room that is left over."""

    header: str
    share: int = 1
    narrow: bool = False  # as narrow as its words allow


class Table(NamedTuple):
    """Rows under headers; `groups` puts a line with its text above a row, by the row's position."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Line]]
    groups: Mapping[int, Line] = {}


class Matrix(NamedTuple):
    """Things side by side, one column each: as many as fit, the rest below them with the labels repeated."""

    names: Sequence[str]
    rows: Sequence[tuple[Line, Sequence[Line]]]  # a label, and a cell for each name
    groups: Mapping[int, Line] = {}

    def columns(self, label: str, chosen: Sequence[int]) -> Table:
        """The table of some of the columns."""
        heads = [Column(label), *(Column(self.names[at]) for at in chosen)]
        return Table(heads, [[name, *(cells[at] for at in chosen)] for name, cells in self.rows], self.groups)


class Rule(NamedTuple):
    """The end of one page and the start of the next."""


class Next(NamedTuple):
    """Commands that show more."""

    commands: Sequence[tuple[str, str]]


Block = Title | Heading | Paragraph | Fields | Alert | Bullets | Checks | Flow | Tree | Table | Matrix | Rule | Next
