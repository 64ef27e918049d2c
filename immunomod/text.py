"""Names and text: how they are compared, and how they are made safe to print."""

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

    text = text.encode("utf-8", "replace").decode("utf-8")  # bytes of the command line that are no text
    letters = (_GREEK.get(c, c) for c in normalize("NFKD", text) if not combining(c))
    return _bare("".join(letters).casefold())


def _bare(text: str) -> str:
    return "".join(text.translate(_IGNORED).split())


def clean(text: str) -> str:
    """`text` without control characters, escape sequences and direction overrides, runs of space as one."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return " ".join("".join(c for c in spaced if not _is_hidden(c)).split())


def _is_hidden(char: str) -> bool:
    """Control (Cc), format (Cf: overrides, joiners), surrogate, private and unassigned characters."""
    from unicodedata import category

    return category(char)[0] == "C"


def plural(count: int, noun: str, plural_noun: str | None = None) -> str:
    """`1 agent`, `2 agents`."""
    return f"{count} {noun if count == 1 else plural_noun or noun + 's'}"
