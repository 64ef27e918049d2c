"""Breaks lines of spans to a width. Rich could do it, at five times the cost of the rest of a page."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from immunomod.render.blocks import Line, Role, Span
from immunomod.text import harmless

_JOINTS = "-/=_"  # where a word that is too long is broken, in its second half; anywhere without one


def wrap(line: Line, width: int) -> list[list[Span]]:
    """The line as lines of at most `width` cells, broken at spaces; a longer word is broken where it must."""
    rows: list[list[Span]] = [[]]
    used = 0
    for word, gap in _words(line):
        size = sum(cell_len(span.text) for span in word)
        if used and used + (1 if gap else 0) + size > width:
            rows.append([])
            used = 0
        if gap and used:
            rows[-1].append(Span(" ", gap))
            used += 1
        if size > width:
            used = _break(word, width, rows)
        else:
            rows[-1] += word
            used += size
    return rows


def _words(line: Line) -> Iterator[tuple[list[Span], Role | None]]:
    """Words as pieces of spans, each with the role of the space before it; pieces without a space between are one word."""
    word: list[Span] = []
    gap: Role | None = None
    for text, role, url in line:
        pieces = harmless(text).split(" ")
        for number, piece in enumerate(pieces):
            if number:
                if word:
                    yield word, gap
                word, gap = [], role
            if piece:
                word.append(Span(piece, role, url))
    if word:
        yield word, gap


def _break(word: list[Span], width: int, rows: list[list[Span]]) -> int:
    """Puts a word that is wider than a line on lines of its own; returns how much of the last is used."""
    used = 0
    for text, role, url in word:
        for piece in _pieces(text, width - used, width):
            size = cell_len(piece)
            if used and used + size > width:
                rows.append([])
                used = 0
            rows[-1].append(Span(piece, role, url))
            used += size
    return used


def _pieces(text: str, first: int, width: int) -> list[str]:
    if cell_len(text) <= first:
        return [text]
    width = max(width, 2)
    pieces = []
    at = 0
    while at < len(text):
        piece = chop_cells(text[at : at + width], width)[0]
        if at + len(piece) < len(text):
            joint = max(piece.rfind(mark) for mark in _JOINTS) + 1
            piece = piece[:joint] if joint * 2 > len(piece) else piece
        pieces.append(piece)
        at += len(piece)
    return pieces
