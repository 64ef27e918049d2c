"""Medication text as words: lower case, no punctuation, all letters plain, and the way back to the text as it stands."""

from collections.abc import Sequence
from unicodedata import combining, normalize

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "ω": "omega"}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_SIGNS = frozenset("™®©℠")


def plain_lines(texts: Sequence[str]) -> list[str]:
    """Each text as lower-case words between spaces, with one space before and after.

    For ASCII text every character keeps its place (plus one); `plain_with_places` says where others came from.
    """
    joined = " \n ".join(texts)
    if not joined.isascii():
        texts = [text if text.isascii() else plain_with_places(text)[0] for text in texts]
        joined = " \n ".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = " \n ".join([text.replace("\n", " ") for text in texts])
    return [f" {line} " for line in joined.translate(_KEPT).split(" \n ")] if texts else []


_KEPT = {**_PLAIN, 10: "\n"}


def plain_with_places(text: str) -> tuple[str, list[int]]:
    """A text in plain letters, and for each of its characters the place in `text` that it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        flat = char if char.isascii() else _flat(char)
        letters.append(flat)
        places += [place] * len(flat)
    return "".join(letters), places


def _flat(char: str) -> str:
    if char in _INVISIBLE or combining(char):
        return ""
    if char in _SIGNS:
        return " "
    lower = char.lower()
    if lower in _GREEK:
        return _GREEK[lower]
    spelt = "".join(c for c in normalize("NFKD", char) if not combining(c))
    spelt = "".join(_GREEK.get(c.lower(), c) for c in spelt)
    return spelt if spelt.isascii() and spelt else " "


def words(name: str) -> list[str]:
    """The words of one name."""
    return plain_lines([name])[0].split()
