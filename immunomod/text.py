"""Names and text: how they are compared, and how they are made safe to print."""

import re
import unicodedata

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "ω": "omega"}
_IGNORED = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad\u200b-\u200d\ufeff'’‘ʼ`´™®©]+")
_SPACE = re.compile(r"\s+")


def fold(name: str) -> str:
    """The form in which names are compared.

    Case, accents, ™ and ®, hyphens, apostrophes and space do not count; Greek letters are spelt out
    (`TNF-α` is `tnfalpha`). Two names are the same exactly when their folded forms are equal.
    """
    text = name.casefold()
    if not text.isascii():
        text = _IGNORED.sub("", text)  # before NFKD, which spells ™ out as "tm"
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(_GREEK.get(c, c) for c in decomposed if not unicodedata.combining(c)).casefold()
    return _IGNORED.sub("", text)


def clean(text: str) -> str:
    """`text` without control characters, escape sequences and direction overrides, runs of space as one."""
    if text.isascii() and text.isprintable():
        return _SPACE.sub(" ", text).strip()
    spaced = _SPACE.sub(" ", text)
    return "".join(c for c in spaced if not _is_hidden(c)).strip()


def _is_hidden(char: str) -> bool:
    """Control (Cc), format (Cf: overrides, joiners), surrogate, private and unassigned characters."""
    return unicodedata.category(char)[0] == "C"


def plural(count: int, noun: str, plural_noun: str | None = None) -> str:
    """`1 agent`, `2 agents`."""
    return f"{count} {noun if count == 1 else plural_noun or noun + 's'}"
