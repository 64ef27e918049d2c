"""Medication text as words: lower case, no punctuation, all letters plain, and the way back to the text as it stands."""

from collections.abc import Sequence
from unicodedata import combining, normalize

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "ω": "omega"}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_SIGNS = frozenset("™®©℠")
_LOWER = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_KEPT = {**_LOWER, 10: "\n"}


class _Flat(dict[int, str]):
    """Letters of other scripts and with accents as plain ones, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = flat = char if char.isascii() else _flat(char)
        return flat


_FLAT = _Flat()


def plain_lines(texts: Sequence[str]) -> list[str]:
    """Each text as lower-case words between spaces, with one space before and after.

    For ASCII text every character keeps its place (plus one); `places` says where others came from.
    """
    if not texts:
        return []
    joined = " \n ".join(texts)
    if not joined.isascii():
        joined = " \n ".join([text if text.isascii() else text.translate(_FLAT) for text in texts])
    if joined.count("\n") != len(texts) - 1:
        joined = " \n ".join([text.translate(_FLAT).replace("\n", " ") for text in texts])
    return [f" {line} " for line in joined.translate(_KEPT).split(" \n ")]


def places(text: str) -> Sequence[int]:
    """For each character of the plain line (without its first space) the place in `text` that it came from."""
    if text.isascii():
        return range(len(text))
    return [place for place, char in enumerate(text) for _ in _FLAT[ord(char)]]


def _flat(char: str) -> str:
    if char in _INVISIBLE or combining(char):
        return ""
    if char in _SIGNS:
        return " "
    spelt = "".join(_GREEK.get(c.lower(), c) for c in normalize("NFKD", char) if not combining(c))
    return spelt if spelt and spelt.isascii() else " "


def words(name: str) -> list[str]:
    """The words of one name."""
    return plain_lines([name])[0].split()
