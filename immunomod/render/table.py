"""Pages for a terminal, printed with Rich. Catalogue text is never read as markup."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from immunomod.query.result import Result
from immunomod.render import blocks
from immunomod.render.pages import pages_of
from immunomod.render.widths import share_out

DISCLAIMER = "Information for professionals and learners, not medical advice; treatment needs medical supervision."
_LABEL_WIDTH = 11
_WIDEST = 140
_NARROWEST = 20
_WORD = 18  # words up to this length are not broken while there is room

# readable on dark and light grounds; a colour never stands for a meaning by itself
_STYLES: dict[str, str] = {
    "text": "",
    "strong": "bold",
    "dim": "dim",
    "ref": "dim",
    "code": "cyan",
    "link": "dim underline",
    "name": "bold cyan",
    "alert": "bold red",
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
    console = console_for(out, color)
    shown = False
    for block in pages_of(result):
        shown = True
        for item in _render(block, console.width):
            console.print(item)
    if shown and result.command not in ("validate", "info"):
        console.print()
        console.print(Text(DISCLAIMER, style="dim italic"))


def console_for(out: TextIO, color: bool | None) -> Console:
    """A console that respects NO_COLOR, FORCE_COLOR, TERM and COLUMNS unless `color` decides."""
    console = Console(
        file=out,
        markup=False,
        highlight=False,
        emoji=False,
        no_color=None if color is None else not color,
        force_terminal=True if color else None,
    )
    console.width = max(_NARROWEST, min(console.width, _WIDEST))
    return console


def _render(block: blocks.Block, width: int) -> Iterator[RenderableType]:
    match block:
        case blocks.Title():
            yield Text.assemble((block.name, "bold"), " ", _text(block.rest))
        case blocks.Heading():
            yield Text.assemble("\n", (block.text, "bold underline"), (f"  {block.remark}" if block.remark else "", "dim"))
        case blocks.Paragraph():
            yield _text(block.line)
        case blocks.Fields():
            yield _fields(block, width)
        case blocks.Alert():
            yield _alert(block, width)
        case blocks.Bullets():
            yield from (_hanging("•", item, width) for item in block.lines)
        case blocks.Flow():
            yield from _flow(block, width)
        case blocks.Tree():
            yield from (_hanging(" " * (2 * depth - 1), item, width) if depth else _text(item) for depth, item in block.rows)
        case blocks.Table():
            yield from _table(block, width)
        case blocks.Rule():
            yield Text("\n" + "─" * min(40, width) + "\n", style="dim")
        case blocks.Next():
            yield from _next(block, width)


def _text(line: blocks.Line) -> Text:
    text = Text(overflow="fold")
    for span in line:
        style = _STYLES[span.role]
        text.append(span.text, f"{style} link {span.url}" if span.url else style)
    return text


def _grid(widths: Sequence[int]) -> RichTable:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    return grid


def _fields(block: blocks.Fields, width: int) -> RichTable:
    grid = _grid((_LABEL_WIDTH, max(8, width - _LABEL_WIDTH - 1)))
    for label, value in block.rows:
        grid.add_row(Text(label, style="dim"), _text(value))
    return grid


def _hanging(mark: str, line: blocks.Line, width: int) -> RichTable:
    grid = _grid((len(mark), max(8, width - len(mark) - 1)))
    grid.add_row(Text(mark, style="dim"), _text(line))
    return grid


def _alert(block: blocks.Alert, width: int) -> RichTable:
    from rich import box

    table = RichTable(box=box.HEAVY, show_header=False, border_style="red", width=width)
    table.add_column()
    table.add_row(Text(block.title, style="bold red"))
    for item in block.lines:
        table.add_row(_hanging("•", item, width - 4))
    return table


def _flow(block: blocks.Flow, width: int) -> Iterator[RenderableType]:
    for number, item in enumerate(block.lines, 1):
        if number > 1:
            yield Text("↓", style="dim")
        yield _hanging(str(number), item, width)


def _table(block: blocks.Table, width: int) -> Iterator[RenderableType]:
    cells = [[_text(cell) for cell in row] for row in block.rows]
    heads = [column.header for column in block.columns]
    columns = [[head, *(row[i].plain for row in cells)] for i, head in enumerate(heads)]
    wanted = [max(map(cell_len, column)) for column in columns]
    least = [
        want if block.columns[i].narrow else min(_WORD, max(cell_len(word) for cell in columns[i] for word in cell.split()))
        for i, want in enumerate(wanted)
    ]
    widths = share_out(width - len(heads), wanted, least, [column.share for column in block.columns])
    header = _grid(widths)
    header.add_row(*(Text(head, style="dim") for head in heads))
    yield header
    yield Text("─" * min(width, sum(widths) + len(widths) - 1), style="dim")
    rows = _grid(widths)
    for number, row in enumerate(cells):
        if number in block.groups:
            if number:
                yield rows
                yield Text()
                rows = _grid(widths)
            yield _text(block.groups[number])
        rows.add_row(*row)
    yield rows


def _next(block: blocks.Next, width: int) -> Iterator[RenderableType]:
    longest = max((len(command) for command, _ in block.commands), default=0)
    yield Text()
    for command, what in block.commands:
        fits = what and longest + len(what) + 4 <= width
        padded = command.ljust(longest) if fits else command
        yield Text.assemble(("→ ", "dim"), (padded, "cyan"), (f"  {what}" if fits else "", "dim"))
