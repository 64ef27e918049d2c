"""Pages as markdown, to paste into a note."""

from collections.abc import Iterator
from typing import TextIO

from immunomod.query.result import Result
from immunomod.render import blocks
from immunomod.render.pages import pages_of
from immunomod.text import harmless

_STRONG = frozenset({"strong", "name", "boxed", "alert", "warning", "contraindicated", "major"})
_ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#"})


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    lines = [text for block in pages_of(result) for text in _render(block)]
    out.write("\n".join(lines).strip("\n") + "\n" if lines else "")


def _render(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Title():
            yield f"# {escape(block.name)} {_inline(block.rest).strip()}".rstrip()
            yield ""
        case blocks.Heading():
            yield ""
            yield f"## {escape(block.text)}"
            yield from ["", f"*{escape(block.remark)}*"] if block.remark else []
            yield ""
        case blocks.Paragraph():
            yield _inline(block.line)
            yield ""
        case blocks.Fields():
            yield from (
                f"- **{escape(label)}:** {_inline(value)}" if label else f"- {_inline(value)}" for label, value in block.rows
            )
        case blocks.Alert():
            yield f"> **{escape(block.title)}**"
            yield ">"
            yield from (f"> - {_inline(item)}" for item in block.lines)
            yield ""
        case blocks.Bullets():
            yield from (f"- {_inline(item)}" for item in block.lines)
        case blocks.Checks():
            yield from [f"**{escape(block.title)}**", ""] if block.title else []
            for item, details in block.items:
                yield f"- [ ] {_inline(item)}"
                yield from (f"  - {_inline(detail)}" for detail in details)
            yield ""
        case blocks.Flow():
            yield from (f"{number}. {_inline(item)}" for number, item in enumerate(block.lines, 1))
        case blocks.Tree():
            yield from (f"{'  ' * depth}- {_inline(item)}" for depth, item in block.rows)
        case blocks.Table():
            yield from _table(block)
        case blocks.Matrix():
            yield from _table(block.columns("", range(len(block.names))))
        case blocks.Rule():
            yield from ("", "---", "")
        case blocks.Next():
            yield ""
            yield from (f"- `{command}`{': ' + escape(what) if what else ''}" for command, what in block.commands)


def _table(block: blocks.Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(column.header) for column in block.columns) + " |"
    yield "|" + " --- |" * len(block.columns)
    for number, row in enumerate(block.rows):
        if number in block.groups:
            yield f"| {_inline(block.groups[number])} |" + " |" * (len(block.columns) - 1)
        yield "| " + " | ".join(_inline(cell) for cell in row) + " |"
    yield ""


def _inline(line: blocks.Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: blocks.Span) -> str:
    if span.url:
        return f" <{span.url}>"
    text = escape(span.text)
    stripped = text.strip()
    if span.role in _STRONG and stripped:
        before = text[: len(text) - len(text.lstrip())]
        return f"{before}**{stripped}**{text[len(before) + len(stripped) :]}"
    return text


def escape(text: str) -> str:
    """Text that markdown shows as it is."""
    return harmless(text).translate(_ESCAPED)
