"""What holds for all commands and stands in no help text: exit statuses, environment, files."""

from immunomod.cli.pager import ENVIRONMENT as PAGER
from immunomod.exits import Exit
from immunomod.paths import CACHE_ENVIRONMENT, ENVIRONMENT

STATUSES = {
    Exit.FOUND: "Everything that was asked for was found.",
    Exit.NOT_FOUND: "Something was not found, or a search found nothing. What was found is printed all the same.",
    Exit.USAGE: "The call is wrong; one line on standard error says how to mend it.",
    Exit.CATALOGUE: "A catalogue is invalid or cannot be read, or the output cannot be written.",
    Exit.FINDINGS: "There are findings at or above the level of `--fail-on`.",
    Exit.INTERRUPTED: "Interrupted with Ctrl-C.",
}

VARIABLES = {
    ENVIRONMENT: "Catalogue files or folders of your own, separated as in PATH; used where `--catalogue` is not given.",
    CACHE_ENVIRONMENT: "The folder that keeps a built index, instead of the one below Files.",
    "NO_COLOR": "When set, nothing is coloured.",
    "FORCE_COLOR": "When set, pages are coloured in a pipe too.",
    "COLUMNS": "The width of pages; the terminal's own width otherwise.",
    "TERM": "With the value dumb, nothing is coloured or paged.",
    PAGER: "The program that shows what is longer than the screen; when empty or cat, none. PAGER otherwise, or less.",
    "CI": "When set, nothing is paged.",
}

FILES = {
    "~/.cache/immunomod/": "Indexes built from catalogues of your own or from a checkout; safe to delete. The folder is "
    "$XDG_CACHE_HOME/immunomod where that is set, ~/Library/Caches/immunomod on macOS, and below %LOCALAPPDATA% on Windows.",
}
