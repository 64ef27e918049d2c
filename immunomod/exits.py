"""Exit statuses of the command line."""

from enum import IntEnum


class Exit(IntEnum):
    """What the process tells the shell; scripts rely on these numbers."""

    FOUND = 0
    NOT_FOUND = 1
    USAGE = 2
    CATALOGUE = 3
    FINDINGS = 4
    INTERRUPTED = 130
