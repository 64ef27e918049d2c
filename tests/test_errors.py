"""docs/errors.md lists every error path: each row is provoked here, and each message of the code has a row."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.error_cases import CASES, World

PAGE = ROOT / "docs" / "errors.md"


def rows() -> Iterator[tuple[str, int]]:
    """Message and status of every row of the page."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\| `(.+?)` \| (\d+) \|", line)
        if found:
            yield found.group(1).replace("\\|", "|"), int(found.group(2))


ROWS = list(rows())


def pattern(message: str) -> re.Pattern[str]:
    """What a message looks like: `…` stands for anything."""
    return re.compile(".+".join(re.escape(part) for part in message.split("…")))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_here: Callable[..., Run]) -> World:
    return World(tmp_path, monkeypatch, run_here)


def test_every_row_has_a_case_and_every_case_a_row() -> None:
    assert {row for row, _ in ROWS} == {*CASES}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a Parquet writer that the runner's end surprises
@pytest.mark.parametrize(("message", "status"), sorted(set(ROWS)), ids=lambda value: str(value)[:60])
def test_the_message_comes_as_the_page_says(world: World, message: str, status: int) -> None:
    for case in CASES[message]:
        done = case(world)
        lines = [line.removeprefix("immunomod: ").replace("`", "") for line in done.err.splitlines()]
        assert any(pattern(message).fullmatch(line) for line in lines), (message, done)
        assert done.status == status if len(CASES[message]) == 1 else done.status in {s for row, s in ROWS if row == message}


CALLS = {"UsageError", "CatalogueUnreadable", "fail", "Problem", "problem", "_at", "report"}
RETURNED = {"catalogue/messages.py", "catalogue/references.py", "cli/usage.py"}  # these compose messages for others


def _template(node: ast.AST) -> str | None:
    """A text of the code, with `…` for what is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return None


def messages() -> Iterator[tuple[str, str]]:
    """Every message that the code composes, with the file it stands in."""
    for file in (ROOT / "immunomod").rglob("*.py"):
        place = file.relative_to(ROOT / "immunomod").as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            sought: list[ast.AST] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                sought = [*node.args] if name in CALLS else []
            elif isinstance(node, ast.Return) and place in RETURNED and node.value is not None:
                sought = [*node.value.elts] if isinstance(node.value, ast.Tuple) else [node.value]
            for one in sought:
                text = _template(one)
                if text and len(re.findall("[a-z]", text)) > 5 and (";" in text or ": " in text):
                    yield place, text.replace("`", "")


def test_every_message_of_the_code_has_a_row() -> None:
    found = list(messages())
    assert len(found) > 80
    rows = [row for row, _ in ROWS]
    missing = {f"{place}: {text}" for place, text in found if not any(pattern(text).search(row) for row in rows)}
    assert missing == set()


def test_messages_say_what_to_do() -> None:
    bare = {"interrupted", "no … is called …"}
    assert {row for row, _ in ROWS if "; " not in row} == bare
