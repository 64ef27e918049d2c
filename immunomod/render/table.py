"""Pages for a terminal, printed with Rich. Catalogue text is never read as markup."""

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from immunomod.query.result import Result
from immunomod.render import blocks
from immunomod.render.pages import pages_of

DISCLAIMER = "Information for professionals and learners, not medical advice; treatment needs medical supervision."
_LABEL_WIDTH = 11
_WIDEST = 140

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
    """Prints the result's pages and, at a terminal, the disclaimer."""
    console = console_for(out, color)
    shown = False
    for block in pages_of(result):
        shown = True
        for item in _render(block):
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
        soft_wrap=False,
        no_color=None if color is None else not color,
        force_terminal=True if color else None,
    )
    if console.width > _WIDEST:
        console.width = _WIDEST
    return console


def _render(block: blocks.Block) -> Iterator[RenderableType]:
    match block:
        case blocks.Title():
            yield Text.assemble((block.name, "bold"), _text(block.rest))
        case blocks.Heading():
            yield Text.assemble("\n", (block.text, "bold underline"), (f"  {block.remark}" if block.remark else "", "dim"))
        case blocks.Paragraph():
            yield _text(block.line)
        case blocks.Fields():
            yield _fields(block)
        case blocks.Alert():
            yield _alert(block)
        case blocks.Bullets():
            yield from (_hanging("• ", item) for item in block.lines)
        case blocks.Flow():
            yield from _flow(block)
        case blocks.Tree():
            yield from (Padding(_text(item), (0, 0, 0, 2 * depth)) for depth, item in block.rows)
        case blocks.Table():
            yield _table(block)
        case blocks.Rule():
            yield Text("\n" + "─" * 40 + "\n", style="dim")
        case blocks.Next():
            yield from _next(block)


def _text(line: blocks.Line) -> Text:
    text = Text(overflow="fold")
    for span in line:
        style = _STYLES[span.role]
        text.append(span.text, f"{style} link {span.url}" if span.url else style)
    return text


def _grid(*widths: int | None) -> RichTable:
    grid = RichTable.grid(padding=(0, 1), expand=False)
    for width in widths:
        grid.add_column(width=width, overflow="fold", no_wrap=False)
    return grid


def _fields(block: blocks.Fields) -> RichTable:
    grid = _grid(_LABEL_WIDTH, None)
    for label, value in block.rows:
        grid.add_row(Text(label, style="dim"), _text(value))
    return grid


def _hanging(mark: str, line: blocks.Line) -> RichTable:
    grid = _grid(len(mark.rstrip()), None)
    grid.add_row(Text(mark.rstrip(), style="dim"), _text(line))
    return grid


def _alert(block: blocks.Alert) -> RichTable:
    from rich import box

    table = RichTable(box=box.HEAVY, show_header=False, border_style="red", title=None, expand=True)
    table.add_column(overflow="fold")
    table.add_row(Group(Text(block.title, style="bold red"), *(_hanging("• ", item) for item in block.lines)))
    return table


def _flow(block: blocks.Flow) -> Iterator[RenderableType]:
    for number, item in enumerate(block.lines, 1):
        if number > 1:
            yield Text("   ↓", style="dim")
        grid = _grid(2, None)
        grid.add_row(Text(str(number), style="bold"), _text(item))
        yield grid


def _table(block: blocks.Table) -> RichTable:
    from rich import box

    table = RichTable(box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    for column in block.columns:
        ratio = None if column.narrow else column.share
        table.add_column(column.header, ratio=ratio, overflow="fold", no_wrap=column.narrow)
    for number, row in enumerate(block.rows):
        if number in block.groups:
            if number:
                table.add_row()
            table.add_row(_text(block.groups[number]))
        table.add_row(*(_text(cell) for cell in row))
    return table


def _next(block: blocks.Next) -> Iterator[RenderableType]:
    width = max((len(command) for command, _ in block.commands), default=0)
    yield Text()
    for command, what in block.commands:
        yield Text.assemble(("→ ", "dim"), (command.ljust(width if what else 0), "cyan"), (f"  {what}" if what else "", "dim"))
