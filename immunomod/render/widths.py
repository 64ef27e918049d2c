"""How wide a table's columns are."""

from collections.abc import Sequence


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
