"""Names and text: how they are compared, and how they are made safe to print."""

from collections.abc import Sequence

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "ω": "omega"}
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
_INVISIBLE = "\u200b\u200c\u200d\ufeff"
_IGNORED = dict.fromkeys(map(ord, _HYPHENS + _INVISIBLE + "'’‘ʼ`´™®©"))


def fold(name: str) -> str:
    """The form in which names are compared.

    Case, accents, ™ and ®, hyphens, apostrophes and space do not count; Greek letters are spelt out
    (`TNF-α` is `tnfalpha`). Two names are the same exactly when their folded forms are equal.
    """
    text = _bare(name.casefold())
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    letters = (_GREEK.get(c, c) for c in normalize("NFKD", _mended(text)) if not combining(c))
    return _bare("".join(letters).casefold())


def _bare(text: str) -> str:
    return "".join(text.translate(_IGNORED).split())


def clean(text: str) -> str:
    """`text` without control characters, escape sequences and direction overrides, runs of space as one.

    What stands for a byte that is not UTF-8 becomes U+FFFD, so that it is seen and can be written.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = " ".join(_mended(text).split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return " ".join("".join(c for c in spaced if not _is_hidden(c)).split())


def _mended(text: str) -> str:
    """Surrogates, which Python puts in the place of bytes that are not UTF-8, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_hidden(char: str) -> bool:
    """Control (Cc), format (Cf: overrides, joiners), private and unassigned characters."""
    from unicodedata import category

    return category(char)[0] == "C"


def harmless(text: str) -> str:
    """`text` without what has no shape, which at a terminal would do something; spaces stay."""
    return text if text.isprintable() else "".join(char for char in text if not _is_hidden(char))


def seen(path: str) -> str:
    """A file's name that can be shown: what has no shape, or is a byte that is not UTF-8, as U+FFFD; spaces stay."""
    return "".join("\ufffd" if _is_hidden(char) else char for char in _mended(path))


def quoted(text: str, most: int = 80) -> str:
    """Somebody's text as a message repeats it: in quotes, without control characters, a long one cut."""
    shown = clean(text)
    return repr(shown if len(shown) <= most else shown[: most - 1] + "…")


def plural(count: int, noun: str, plural_noun: str | None = None) -> str:
    """`1 agent`, `2 agents`."""
    return f"{count} {noun if count == 1 else plural_noun or several(noun)}"


def several(noun: str) -> str:
    """The plural of a noun: TNF blockers, CD20 antibodies, CAR T-cell therapies."""
    return f"{noun[:-1]}ies" if noun[-1:] == "y" and noun[-2:-1] not in "aeiou" else f"{noun}s"


def either(names: Sequence[str]) -> str:
    """Names to choose from as running text: `a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names as running text; those beyond `most` are counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
