"""How wide a table's columns are."""

from collections.abc import Sequence
from itertools import pairwise

_LABEL = (16, 28)  # the least and the most that the labels of a matrix take
_CELL = 17  # no column of a matrix is narrower
GAP = 2  # between columns


def in_blocks(count: int, width: int) -> tuple[list[int], list[range]] | None:
    """The widths of a matrix's label and of one column, and which of `count` columns stand together.

    Blocks are of the same size or one less. None when not even a label and two columns fit side by side.
    """
    label = min(max(width // 4, _LABEL[0]), _LABEL[1])
    most = (width - label) // (_CELL + GAP)
    if most < 2:
        return None
    blocks = -(-count // most)
    size = -(-count // blocks)
    edges = [-(-number * count // blocks) for number in range(blocks + 1)]  # the larger blocks first
    cell = (width - label) // size - GAP
    return [label, cell], [range(start, end) for start, end in pairwise(edges)]


def share_out(room: int, wanted: Sequence[int], least: Sequence[int], shares: Sequence[int]) -> list[int]:
    """Column widths that fit into `room`.

    Every column gets its least, for which there must be room; the rest is divided by shares, to no column
    more than it wants, and what one leaves over goes to those that want more.
    """
    widths, left = list(least), room - sum(least)
    while left > 0:
        hungry = [i for i, want in enumerate(wanted) if widths[i] < want]
        if not hungry:
            break
        total = sum(shares[i] for i in hungry)
        given = 0
        for i in hungry:
            more = min(wanted[i] - widths[i], left * shares[i] // total)
            widths[i] += more
            given += more
        if not given:  # less than one share is left: to the column that wants most
            widths[max(hungry, key=lambda i: wanted[i] - widths[i])] += 1
            given = 1
        left -= given
    return widths
