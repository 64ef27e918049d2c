"""Trees of words: from the first word of a name to the next, and to what the name leads to."""

from collections.abc import Sequence
from typing import Any

Node = tuple[Any, Any]  # what a name that ends here leads to, and the tree of words that may follow; None for neither
Tree = dict[str, Node]


def plant(tree: Tree, run: tuple[str, ...], entry: Any) -> None:
    """Adds a run of words to a tree; the first entry for a run stays."""
    for word in run[:-1]:
        ends, follows = tree.get(word, (None, None))
        if follows is None:
            follows = {}
            tree[word] = (ends, follows)
        tree = follows
    ends, follows = tree.get(run[-1], (None, None))
    if ends is None:
        tree[run[-1]] = (entry, follows)


def runs(tree: Tree, tokens: Sequence[str]) -> list[Any]:
    """The runs of words that a tree knows, from left to right: (what it leads to, start, end).

    Where two overlap the longer one counts, and the first of two that are equally long.
    """
    found: list[Any] = []
    done, count = 0, len(tokens)
    for start, token in enumerate(tokens):
        if token not in tree:
            continue
        best, follows = tree[token]
        end = at = start + 1
        while follows is not None and at < count and tokens[at] in follows:
            entry, follows = follows[tokens[at]]
            at += 1
            if entry is not None:
                best, end = entry, at
        if best is None:
            continue
        if start < done:
            _, first, last = found[-1]
            if end - start <= last - first:
                continue
            found.pop()
        found.append((best, start, end))
        done = end
    return found


def vocabulary(tree: Tree) -> frozenset[str]:
    """Every word in a tree."""
    found = set(tree)
    for _, follows in tree.values():
        if follows is not None:
            found |= vocabulary(follows)
    return frozenset(found)
