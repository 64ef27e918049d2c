"""Mutations of a catalogue's text: bytes, tokens, keys, types, structure. A catalogue so changed is loaded or refused."""

import random
import re

# what surprises readers of YAML, or has a meaning for them
TOKENS = [
    "&a ", "*a ", "!!python/object:os.system ", "!!binary ", "!x ", "<<: ", "? ", ": ", "- ", "--- ", "\n---\n", "\n...\n",
    "{", "}", "[", "]", ",", "|", ">", "|2-\n", "'", '"', "\\", "#", " #", "%YAML 1.1\n", "%TAG ! tag:x,2000:\n", "@", "`",
    "\t", "\r", "\r\n", "\n", "\n\n", " ", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\u202e",
    "\u200b", "\U0001f600", "é", "null", "~", "NO", "1:30", "0x1F", ".inf", "2026-02-30", "9" * 400, "x" * 2100, "é" * 300,
    "x" * 25_000, "[" * 40, "{a: " * 40, "- " * 40, '"\\ud800"', '"\\x1b]0;x\\x07"', "=1+1", "--json", "{0}", "%s", "<b>",
]  # fmt: skip


def _lines(text: str, chance: random.Random) -> tuple[list[str], int]:
    lines = text.splitlines(keepends=True) or [""]
    return lines, chance.randrange(len(lines))


def bytes_(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out or put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(found) + 1)
        kind = chance.randrange(4)
        if kind == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + chance.choice((1, 2, 10, 200))]
        elif kind == 2:
            found[at:at] = bytes(chance.choices(range(256), k=chance.choice((1, 2, 8))))
        else:
            start = chance.randrange(len(found) + 1)
            found[at:at] = found[start : start + chance.choice((5, 50, 500))]
    return bytes(found)


def token(text: str, chance: random.Random) -> str:
    """A surprising piece put in somewhere, or in the place of a word."""
    piece = chance.choice(TOKENS)
    words = [*re.finditer(r"[^\s,:\[\]{}]+", text)]
    if words and chance.random() < 0.6:
        word = chance.choice(words)
        return text[: word.start()] + piece + text[word.end() :]
    at = chance.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def key(text: str, chance: random.Random) -> str:
    """A key misspelt, repeated, exchanged with another or dropped."""
    keys = [*re.finditer(r"[A-Za-z_][\w-]*(?=:(?: |$))", text, re.MULTILINE)]
    if not keys:
        return text
    one, other = chance.choice(keys), chance.choice(keys)
    new = chance.choice((other.group(), one.group()[:-1], one.group().upper(), "", f"{one.group()}: x, {one.group()}", "'1'"))
    return text[: one.start()] + new + text[one.end() :]


def value(text: str, chance: random.Random) -> str:
    """A value of another type, or that of another key."""
    values = [*re.finditer(r"(?<=: )[^\s{\[][^,}\]\n]*", text)]
    if not values:
        return text
    one = chance.choice(values)
    others = (
        "",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "[[a]]",
        "''",
        "x",
        "''''",
        "-",
        chance.choice(values).group(),
        "'™'",
        "a" * 201,
    )
    return text[: one.start()] + chance.choice(others) + text[one.end() :]


def quoted(text: str, chance: random.Random) -> str:
    """Other text between quotes, so that it stays a text: odd, and often valid."""
    texts = [*re.finditer(r'(?<=")[^"\n]+(?=")', text)]
    if not texts:
        return text
    one = chance.choice(texts)
    pieces = (
        "{0}",
        "https://x/{0}/{a}",
        "%s",
        "\\e]0;x\\a",
        "\\u202e",
        "[bold]x[/]",
        "=1+1",
        "-f",
        "|",
        "`",
        "<b>",
        "'",
        " ",
        "™",
        "é" * 60,
        "x" * 150,
    )
    new = "".join(chance.choices((*pieces, one.group()), k=chance.choice((1, 2, 3))))
    return text[: one.start()] + new + text[one.end() :]


def line(text: str, chance: random.Random) -> str:
    """A line taken out, repeated, moved, or indented otherwise."""
    lines, at = _lines(text, chance)
    kind = chance.randrange(5)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines.insert(chance.randrange(len(lines)), lines.pop(at))
    elif kind == 3:
        lines[at] = " " * chance.choice((1, 2, 4)) + lines[at]
    else:
        lines[at] = lines[at].removeprefix(chance.choice((" ", "  ", "    ")))
    return "".join(lines)


def ends(text: str, chance: random.Random) -> str:
    """Other line ends, a mark at the start, or a cut."""
    kind = chance.randrange(5)
    if kind == 0:
        return text.replace("\n", "\r\n")
    if kind == 1:
        return text.replace("\n", "\r")
    if kind == 2:
        return "\ufeff" + text
    start = chance.randrange(len(text) + 1)
    return text[:start] if kind == 3 else text[start:]


def mutated(text: str, chance: random.Random) -> bytes:
    """The text after one to three mutations."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice((token, token, key, key, value, value, quoted, quoted, line, line, ends))(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    return bytes_(data, chance) if chance.random() < 0.2 else data
