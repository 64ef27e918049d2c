"""Text as roff for man(7), readable by groff and mandoc alike."""

import re
import textwrap
from collections.abc import Sequence

_WIDTH = 78  # of the source; mandoc asks for lines of at most 80


def plain(text: str) -> str:
    """Prose, broken into lines: everything is shown as it stands, `words in backquotes` in bold."""
    parts = text.split("`")
    whole = "".join(bold(part) if number % 2 else _escaped(part) for number, part in enumerate(parts))
    lines = textwrap.wrap(whole, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(_safe_start(line) for line in lines)


def literal(text: str) -> str:
    """What is typed: every hyphen is one that can be pasted into a shell."""
    return _safe_start(_escaped(text).replace(r"\-", "-").replace("-", r"\-"))


def bold(text: str) -> str:
    return rf"\fB{literal(text)}\fR"


def italic(text: str) -> str:
    return rf"\fI{literal(text)}\fR"


def page(name: str) -> str:
    """A reference to a manual page of section 1."""
    return f"{bold(name)}(1)"


def quoted(text: str) -> str:
    """An argument of a macro."""
    return f'"{text}"'


def section(title: str, *body: str) -> list[str]:
    """A section, or nothing when there is nothing in it."""
    return [f".SH {quoted(title)}", *body] if body else []


def subsection(title: str, *body: str) -> list[str]:
    return [f".SS {quoted(title)}", *body] if body else []


def paragraphs(texts: Sequence[str]) -> list[str]:
    """Paragraphs of prose, with the space between them."""
    lines: list[str] = []
    for number, text in enumerate(texts):
        lines += [".PP", plain(text)] if number else [plain(text)]
    return lines


def tagged(tag: str, text: str) -> list[str]:
    """A term, ready as roff, and what it means, indented below it."""
    return [".TP", tag, plain(text)]


def example(lines: Sequence[str]) -> list[str]:
    """Lines shown as they are."""
    return [".RS 4", ".nf", *(literal(line) for line in lines), ".fi", ".RE"] if lines else []


def _escaped(text: str) -> str:
    text = text.replace("\\", r"\e").replace('"', r"\(dq").replace("'", r"\(aq").replace("^", r"\(ha").replace("~", r"\(ti")
    text = re.sub(r"(?<!\w)-", r"\\-", text)  # of an option, not of a compound word
    return "".join(c if ord(c) < 128 else rf"\[u{ord(c):04X}]" for c in text)


def _safe_start(line: str) -> str:
    """A line that does not begin as a request would."""
    return rf"\&{line}" if line.startswith((".", "'")) else line
