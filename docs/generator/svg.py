"""Styled text as a drawing.

Rich can export SVG too; its frames have gaps between the lines where the viewer lacks its web font. Here frames are
drawn as lines, the font is the viewer's own monospaced one, and nothing is fetched.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

_CELL, _LINE, _SIZE, _MARGIN = 8.4, 20, 14, 24  # pixels: a column, a line, the letters, the space around
_FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

# the strokes of a frame's characters, through the left, right, top, bottom and middle of their cell (x across, y down)
_STROKES = {
    "─━": "M{left:.6g} {y}H{right:.6g}",
    "│┃": "M{x:.6g} {top}V{bottom}",
    "┌┏": "M{right:.6g} {y}H{x:.6g}V{bottom}",
    "┐┓": "M{left:.6g} {y}H{x:.6g}V{bottom}",
    "└┗": "M{right:.6g} {y}H{x:.6g}V{top}",
    "┘┛": "M{left:.6g} {y}H{x:.6g}V{top}",
}
_FRAME = "".join(_STROKES)
_PIECES = re.compile(rf"[─━]+|[{_FRAME}]|\s{{2,}}|(?:(?!\s\s)[^{_FRAME}])+")
_CONSOLE = Console()


class Theme(NamedTuple):
    """Colours of a drawing; `colours` by their number in a terminal's palette."""

    name: str
    ground: str
    border: str
    text: str
    dim: str
    colours: dict[int, str]


THEMES = (
    Theme("light", "#ffffff", "#d1d9e0", "#1f2328", "#656d76",
          {1: "#cf222e", 2: "#1a7f37", 4: "#0550ae", 5: "#8250df", 6: "#0a6c74", 166: "#bc4c00"}),
    Theme("dark", "#0d1117", "#30363d", "#e6edf3", "#8b949e",
          {1: "#ff7b72", 2: "#56d364", 4: "#79c0ff", 5: "#d2a8ff", 6: "#56d4dd", 166: "#ffa657"}),
)  # fmt: skip


class _Run(NamedTuple):
    """Characters of one style that stand together, `column` cells from the left."""

    column: int
    text: str
    style: Style


def drawn(command: str, lines: Sequence[Text], theme: Theme, width: int, fades: bool) -> str:
    """The drawing of a command and its output; `fades` lets the last lines fade, to say that more follows."""
    prompt = Text.assemble(("$ ", "dim"), (command, "bold"))
    rows = [prompt, Text(""), *lines]
    frame = f'fill="{theme.ground}" stroke="{theme.border}"'
    across, down = round(width * _CELL) + 2 * _MARGIN, len(rows) * _LINE + 2 * _MARGIN
    styles: dict[str, str] = {}
    body = [part for number, row in enumerate(rows) for part in _row(row, number, theme, styles)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}" role="img">',
            f"<title>{escape(command, quote=False)}</title>",
            "<style>",
            f"text{{font:{_SIZE}px {_FONTS};fill:{theme.text}}}",
            "path{fill:none}",
            *(f".{name}{{{rule}}}" for rule, name in styles.items()),
            "</style>",
            *(_fading(down) if fades else ()),
            f'<rect x=".5" y=".5" width="{across - 1}" height="{down - 1}" rx="8" {frame}/>',
            '<g mask="url(#fade)">' if fades else "<g>",
            *body,
            "</g>",
            "</svg>\n",
        ]
    )


def _fading(down: int) -> list[str]:
    """A mask that hides the end of the text little by little."""
    return [
        '<defs><linearGradient id="down" x2="0" y2="1"><stop offset="0" stop-color="#fff"/><stop offset="1"/></linearGradient>',
        f'<mask id="fade"><rect width="100%" height="{down - 7 * _LINE}" fill="#fff"/>',
        f'<rect y="{down - 7 * _LINE}" width="100%" height="{6 * _LINE}" fill="url(#down)"/></mask></defs>',
    ]


def _row(row: Text, number: int, theme: Theme, styles: dict[str, str]) -> Iterator[str]:
    """The text and the strokes of a line; styles met for the first time are named."""
    top = _MARGIN + number * _LINE
    letters = []
    for run in _runs(row):
        if run.text[0] in _FRAME:
            yield _stroke(run, top, _colour(run.style, theme))
            continue
        rule = _rule(run.style, theme)
        name = f' class="{styles.setdefault(rule, f"s{len(styles)}")}"' if rule else ""
        x, length = _MARGIN + run.column * _CELL, cell_len(run.text) * _CELL
        letters.append(f'<tspan x="{x:.6g}" textLength="{length:.6g}"{name}>{escape(run.text, quote=False)}</tspan>')
    if letters:
        yield f'<text y="{top + 15}">{"".join(letters)}</text>'


def _runs(row: Text) -> Iterator[_Run]:
    """A line cut at changes of style, at wide gaps, and around frames; what is only space is left out."""
    column = 0
    for segment in Segment.simplify(row.render(_CONSOLE)):
        for part in _PIECES.findall(segment.text):
            start = column + len(part) - len(part.lstrip())
            if part.strip():
                yield _Run(start, part.strip(), segment.style or Style())
            column += cell_len(part)


def _rule(style: Style, theme: Theme) -> str:
    """A style as CSS; empty for that of plain text."""
    colour = _colour(style, theme)
    rules = [
        f"fill:{colour}" if colour != theme.text else "",
        "font-weight:700" if style.bold else "",
        "font-style:italic" if style.italic else "",
        "text-decoration:underline" if style.underline else "",
    ]
    return ";".join(filter(None, rules))


def _colour(style: Style, theme: Theme) -> str:
    if style.color is None or style.color.is_default:
        return theme.dim if style.dim else theme.text
    return theme.colours.get(style.color.number or 0) or style.color.get_truecolor().hex


def _stroke(run: _Run, top: int, colour: str) -> str:
    """A piece of a frame: one character, or several that make one line."""
    (path,) = (path for characters, path in _STROKES.items() if run.text[0] in characters)
    left = _MARGIN + run.column * _CELL
    right = left + len(run.text) * _CELL
    heavy = run.text[0] in "━┃┏┓┗┛"
    y = top + _LINE // 2 + (0 if heavy else 0.5)  # a thin line fills one row of pixels, not two halves
    drawn = path.format(left=left, right=right, x=left + _CELL / 2, y=y, top=top, bottom=top + _LINE)
    return f'<path d="{drawn}" stroke="{colour}" stroke-width="{2 if heavy else 1}"/>'
