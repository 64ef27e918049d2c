"""The completion scripts that packages install, in the shells they are for."""

import os
import shutil
import subprocess

import pytest

from docs.generator import completion
from docs.generator.shell import program_folder
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs" / "completions"

# each prints, one a line, what the shell is offered for the words "$@", the last of which is being typed
BASH = """
source {scripts}/immunomod.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_immunomod_completion immunomod
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
fpath=({scripts} $fpath)
autoload -Uz _immunomod
compdef() {{ : }}
_arguments() {{ print -r -- "$@" }}
_files() {{ }}
words=("$@") CURRENT=$#
_immunomod
"""
FISH = """
source {scripts}/immunomod.fish
complete -C (string join ' ' -- $argv)
"""
SHELLS = {
    "bash": (["bash", "--norc", "-c"], BASH, ["-"]),
    "zsh": (["zsh", "-f", "-c"], ZSH, ["-"]),
    "fish": (["fish", "-N", "-c"], FISH, []),
}


def test_the_scripts_are_current() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.iterdir())} == completion.files()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sa"], "safety"),
        (["drug", "tacro"], "tacrolimus"),
        (["condition", "rheum"], "rheumatoid-arthritis"),
        (["safety", "--only", "box"], "boxed"),
        (["drug", "tacrolimus", "--form"], "--format"),
    ],
)
def test_the_first_tab_completes(shell: str, words: list[str], offered: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    call, script, zeroth = SHELLS[shell]
    path = os.pathsep.join([program_folder().name, os.environ["PATH"]])
    done = subprocess.run(
        [*call, script.format(scripts=SCRIPTS), *zeroth, "immunomod", *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert offered in done.stdout, done.stderr
