"""One slip of the keyboard in a long word: found by what is left when a letter is dropped."""

from collections.abc import Iterable, Sequence

SHORTEST = 8  # letters of a word that is corrected
MOST = 4  # words of one text that are corrected


def one_slip(typed: str, name: str) -> bool:
    """Whether two different words are one insertion, deletion, substitution or swap of neighbours apart."""
    if typed == name or abs(len(typed) - len(name)) > 1:
        return False
    at = 0
    while at < len(typed) and at < len(name) and typed[at] == name[at]:
        at += 1
    if len(typed) != len(name):
        longer, shorter = (typed, name) if len(typed) > len(name) else (name, typed)
        return longer[at + 1 :] == shorter[at:]
    swapped = typed[at : at + 2] == name[at : at + 2][::-1] and typed[at + 2 :] == name[at + 2 :]
    return typed[at + 1 :] == name[at + 1 :] or swapped


class Neighbours:
    """Words by what is left of them when one letter is dropped, so that near ones are found without comparing all."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in words:
            for rest in _rests(word):
                self._by_rest.setdefault(rest, []).append(word)

    def near(self, typed: str) -> set[str]:
        """The words one slip from `typed`."""
        candidates = {word for rest in _rests(typed) for word in self._by_rest.get(rest, ())}
        return {word for word in candidates if one_slip(typed, word)}


def _rests(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


class Corrector:
    """Corrects long words to words of our names, where no word of another drug is as near."""

    def __init__(self, names: Iterable[str], other_drugs: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._other = frozenset(other_drugs) - self._names
        self._near_names = Neighbours(word for word in self._names if len(word) >= SHORTEST and word.isalpha())
        self._near_other = Neighbours(self._other)

    def choices(self, tokens: Sequence[str]) -> dict[int, list[str]]:
        """For each word that may be a slip, by its place, what it may have been meant for."""
        found: dict[int, list[str]] = {}
        for at, token in enumerate(tokens):
            if len(token) < SHORTEST or not token.isalpha() or token in self._names or token in self._other:
                continue
            near = self._near_names.near(token)
            if near and not self._near_other.near(token):
                found[at] = sorted(near)
                if len(found) == MOST:
                    break
        return found
