"""Completion scripts that packages install, from Typer's own templates: docs/completions/."""

from typer._completion_shared import get_completion_script  # what --show-completion prints; public nowhere

from docs.generator import DOCS, Files

FOLDER = DOCS / "completions"
NAMES = {"bash": "immunomod.bash", "zsh": "_immunomod", "fish": "immunomod.fish"}


def files() -> Files:
    """The scripts by path."""
    return {FOLDER / name: _script(shell) for shell, name in NAMES.items()}


# loaded from fpath, Typer's own script only registers its function, and the first Tab does nothing
_FIRST_TAB = """
if [[ $funcstack[1] == _immunomod ]]; then
  _immunomod_completion "$@"
fi
"""


def _script(shell: str) -> str:
    text = get_completion_script(prog_name="immunomod", complete_var="_IMMUNOMOD_COMPLETE", shell=shell)
    return text + "\n" + (_FIRST_TAB if shell == "zsh" else "")
