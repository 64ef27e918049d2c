"""Documentation that runs: the template validates, commands are all described, examples in help work."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from immunomod.catalogue.validate import problems
from immunomod.cli.app import COMMANDS
from tests.conftest import ROOT, Run


def test_the_template_of_an_entry_is_valid(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (template,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    file = tmp_path / "template.yaml"
    file.write_text(template, encoding="utf-8")
    assert problems([file]) == []


def test_the_template_names_every_key(tmp_path: Path) -> None:
    from immunomod.catalogue.agent import Agent, Safety, Use

    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for model in (Agent, Safety, Use):
        for name in model.model_fields:
            assert f"{name}:" in text, name


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_an_example_and_a_page(run_here: Callable[..., Run], command: str) -> None:
    text = run_here(command, "--help").out
    assert run_here(command, "-h").out == text
    assert "Examples:" in text
    assert f"immunomod {command}" in text
    assert f"## immunomod {command}\n" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_examples_in_help_work(run_here: Callable[..., Run], command: str) -> None:
    text = run_here(command, "--help").out
    examples = [line.strip() for line in text.splitlines() if line.startswith("    immunomod")]
    assert examples
    for example in examples:
        if not any(mark in example for mark in ("<", ".yaml", "labels/", "meds.")):
            assert run_here(*shlex.split(example.split(">")[0])[1:]).status == 0, example


def test_readme_has_the_two_commands_and_the_disclaimer() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && immunomod drug tacrolimus" in text
    assert "pip install '.[test]' && pytest" in text
    assert "not medical advice" in text
