"""Pages for a terminal, printed with Rich. Catalogue text is never read as markup."""

from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from immunomod.query.result import Result
from immunomod.render import blocks
from immunomod.render.blocks import Line, Span
from immunomod.render.pages import pages_of
from immunomod.render.widths import GAP, in_blocks, share_out
from immunomod.render.wrap import wrap

DISCLAIMER = "Information for professionals and learners, not medical advice; treatment needs medical supervision."
_LABEL_WIDTH = 12
_WIDEST = 140
_NARROWEST = 20
_WORDS = (26, 18, 12, 10)  # words up to this length are not broken; the first that fits is taken

# readable on dark and light grounds; a colour never stands for a meaning by itself
_STYLES: dict[str, str] = {
    "text": "",
    "title": "bold",
    "heading": "bold underline",
    "strong": "bold",
    "dim": "dim",
    "ref": "dim",
    "code": "cyan",
    "link": "dim underline",
    "name": "bold cyan",
    "alert": "bold red",
    "frame": "red",
    "suppresses": "blue",
    "stimulates": "green",
    "modulates": "magenta",
    "contraindicated": "bold red",
    "major": "red",
    "moderate": "dark_orange3",
    "minor": "",
    "boxed": "bold red",
    "warning": "bold",
    "missing": "italic dim",
}


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    """Prints the result's pages and, below them, the disclaimer."""
    page = _Page(console_for(out, color))
    shown = False
    for block in pages_of(result):
        shown = True
        page.add(block)
    if shown and result.command not in ("validate", "info", "audit"):
        page.line(Span(""))
        page.line(Span(DISCLAIMER, "missing"))
    page.flush()


def console_for(out: TextIO, color: bool | None) -> Console:
    """A console that respects NO_COLOR, FORCE_COLOR, TERM and COLUMNS unless `color` decides."""
    console = _Console(
        file=out,
        markup=False,
        highlight=False,
        emoji=False,
        no_color=None if color is None else not color,
        force_terminal=True if color else None,
    )
    console.width = max(_NARROWEST, min(console.width, _WIDEST))
    return console


class _Console(Console):
    """Leaves a closed pipe to the command line; Rich would end the process with a status of its own."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 (Rich calls this as it handles the BrokenPipeError)


class _Page:
    """Collects lines that are broken to the width, and prints them with the tables between them."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = console.width
        self.text = Text()

    def flush(self) -> None:
        """Prints what has been collected."""
        if self.text:
            self.console.print(self.text, end="", soft_wrap=True)
            self.text = Text()

    def line(self, *spans: Span) -> None:
        """One line, broken where it is too long."""
        for row in wrap(spans, self.width):
            self.row(row)

    def hanging(self, mark: Span, line: Line, indent: int) -> None:
        """A line that hangs to the right of its mark, or below a mark that is too long."""
        if cell_len(mark.text) >= indent > 0:
            self.line(mark)
            mark = Span("")
        for number, row in enumerate(wrap(line, max(8, self.width - indent))):
            self.row([mark if number == 0 else Span(""), *row], indent)

    def row(self, spans: Sequence[Span], indent: int = 0) -> None:
        """Spans that fit on one line; the first one takes `indent` cells."""
        for number, (text, role, url) in enumerate(spans):
            padded = text.ljust(indent) if number == 0 else text
            style = _STYLES[role]
            self.text.append(padded, f"{style} link {url}" if url else style)
        self.text.append("\n")

    def add(self, block: blocks.Block) -> None:
        match block:
            case blocks.Title():
                self.line(Span(block.name, "title"), Span(" "), *block.rest)
            case blocks.Heading():
                self.row([])
                remark = [Span(" · "), Span(block.remark, "dim")] if block.remark else []
                self.line(Span(block.text, "heading"), *remark)
            case blocks.Paragraph():
                self.line(*block.line)
            case blocks.Fields():
                widest = max((cell_len(label) + 1 for label, _ in block.rows), default=0)
                for label, value in block.rows:
                    self.hanging(Span(label, "dim"), value, min(max(_LABEL_WIDTH, widest), self.width // 2))
            case blocks.Alert():
                self.alert(block)
            case blocks.Bullets():
                for item in block.lines:
                    self.hanging(Span("•", "dim"), item, 2)
            case blocks.Checks():
                self.checks(block)
            case blocks.Flow():
                for number, item in enumerate(block.lines, 1):
                    if number > 1:
                        self.row([Span("↓", "dim")])
                    self.hanging(Span(str(number), "strong"), item, 2)
            case blocks.Tree():
                for depth, item in block.rows:
                    self.hanging(Span(""), item, 2 * depth)
            case blocks.Table():
                self.table(block)
            case blocks.Matrix():
                self.matrix(block)
            case blocks.Rule():
                self.line(Span(""))
                self.row([Span("─" * min(40, self.width), "dim")])
                self.line(Span(""))
            case blocks.Next():
                self.next(block)

    def checks(self, block: blocks.Checks) -> None:
        """Empty boxes, the text hanging beside them and the details below it."""
        if block.title:
            self.row([])
            self.line(Span(block.title, "strong"))
        for item, details in block.items:
            self.hanging(Span("☐"), item, 2)
            for detail in details:
                self.hanging(Span("  ·", "dim"), detail, 4)

    def alert(self, block: blocks.Alert) -> None:
        """A heavy frame; the text hangs inside it."""
        inner = self.width - 4
        rows: list[list[Span]] = [[Span(block.title, "alert")]]
        for item in block.lines:
            for number, row in enumerate(wrap(item, max(8, inner - 2))):
                rows.append([Span("• " if number == 0 else "  ", "dim"), *row])
        self.row([Span("┏" + "━" * (self.width - 2) + "┓", "frame")])
        for row in rows:
            room = inner - sum(cell_len(span.text) for span in row)
            self.row([Span("┃ ", "frame"), *row, Span(" " * max(0, room)), Span(" ┃", "frame")])
        self.row([Span("┗" + "━" * (self.width - 2) + "┛", "frame")])

    def table(self, block: blocks.Table) -> None:
        """A table whose columns are as wide as their words want; stacked where not even the words fit."""
        widths = _widths(block, self.width)
        if widths is None:
            self.stacked(block)
        else:
            self.grid(block, widths, "dim")

    def grid(self, block: blocks.Table, widths: Sequence[int], head: blocks.Role) -> None:
        """Headers, a line, and the rows in columns of these widths."""
        self.print_rows(widths, [[Span(column.header, head)] for column in block.columns])
        self.row([Span("─" * min(self.width, sum(widths) + GAP * (len(widths) - 1)), "dim")])
        start = 0
        for position in [*(number for number in block.groups if number), len(block.rows)]:
            if start in block.groups:
                if start:
                    self.row([])
                self.line(*block.groups[start])
            self.print_rows(widths, *block.rows[start:position])
            start = position

    def stacked(self, block: blocks.Table) -> None:
        """Each row as lines of its own, for narrow terminals."""
        for number, row in enumerate(block.rows):
            if number in block.groups:
                self.row([])
                self.line(*block.groups[number])
            for column, line in zip(block.columns, row, strict=True):
                if any(span.text.strip() for span in line):
                    self.hanging(Span(column.header, "dim"), line, min(_LABEL_WIDTH, self.width // 3))
            self.row([])

    def matrix(self, block: blocks.Matrix) -> None:
        """Columns in blocks one below the other; on a narrow terminal each row's cells below its label."""
        layout = in_blocks(len(block.names), self.width)
        if layout is None:
            self.stacked_matrix(block)
            return
        (label, cell), parts = layout
        for number, chosen in enumerate(parts):
            if number:
                self.row([])
            self.grid(block.columns("", chosen), [label, *[cell] * len(chosen)], "name")

    def stacked_matrix(self, block: blocks.Matrix) -> None:
        """Each row as a label with what every column says below it, for narrow terminals."""
        for number, (label, cells) in enumerate(block.rows):
            if number:
                self.row([])
            if number in block.groups:
                self.line(*block.groups[number])
            self.line(*(span._replace(role="strong") for span in label))
            for name, line in zip(block.names, cells, strict=True):
                self.hanging(Span(f"  {name}", "name"), line, 4)

    def print_rows(self, widths: Sequence[int], *rows: Sequence[Line]) -> None:
        """Rows in columns with a gap between them; nothing is left behind the last word of a line."""
        for row in rows:
            cells = [wrap(line, width) for line, width in zip(row, widths, strict=True)]
            for number in range(max(map(len, cells))):
                spans: list[Span] = []
                gap = 0
                for lines, width in zip(cells, widths, strict=True):
                    piece = lines[number] if number < len(lines) else []
                    if piece:
                        spans += [Span(" " * gap), *piece] if gap else piece
                        gap = 0
                    gap += width - sum(cell_len(span.text) for span in piece) + GAP
                self.row(spans)

    def next(self, block: blocks.Next) -> None:
        """Commands that show more, each with what it shows where there is room."""
        longest = max((len(command) for command, _ in block.commands), default=0)
        self.row([])
        for command, what in block.commands:
            fits = what and longest + len(what) + 4 <= self.width
            if fits:
                self.row([Span("→ ", "dim"), Span(command.ljust(longest), "code"), Span(f"  {what}", "dim")])
            else:
                self.hanging(Span("→", "dim"), [Span(command, "code")], 2)


def _widths(block: blocks.Table, width: int) -> list[int] | None:
    """The widths of a table's columns, or None when their words do not fit side by side."""
    columns = [
        [column.header, *("".join(span.text for span in row[i]) for row in block.rows)] for i, column in enumerate(block.columns)
    ]
    wanted = [max(map(cell_len, column)) for column in columns]
    longest = [max(cell_len(word) for cell in cells for word in cell.split()) for cells in columns]
    room = width - GAP * (len(columns) - 1)
    for word in _WORDS:
        least = [
            want if column.narrow else min(word, size) for column, want, size in zip(block.columns, wanted, longest, strict=True)
        ]
        if sum(least) <= room:
            return share_out(room, wanted, least, [column.share for column in block.columns])
    return None
