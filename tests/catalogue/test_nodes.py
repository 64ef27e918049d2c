"""Strict YAML: everything is text with a place; what could surprise is an error with a place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from immunomod.catalogue.nodes import MAX_DEPTH, parse, read
from immunomod.errors import Problem


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "f.yaml")[1]]


def test_every_scalar_is_text() -> None:
    root, found = parse('a: NO\nb: 1:30\nc: 5.10\nd: 2026-01-31\ne: null\nf: 0x1F\ng: "5.10"\n', "f.yaml")
    assert not found
    assert root is not None
    assert root.plain() == {
        "a": "NO",
        "b": "1:30",
        "c": "5.10",
        "d": "2026-01-31",
        "e": "null",
        "f": "0x1F",
        "g": "5.10",
    }


def test_nodes_know_their_places() -> None:
    root, _ = parse("a:\n  - b: x\n    c: y\n", "f.yaml")
    assert root is not None
    assert root.place(("a", 0, "c")) == (3, 8)
    assert root.place(("a", 0, "missing")) == (2, 5)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: 1\na: 2\n", "f.yaml:2:1", "duplicate key 'a', first on line 1"),
        ("a: &x 1\nb: *x\n", "f.yaml:2:4", "alias *x"),
        ("a: &x 1\n", "f.yaml:1:4", "anchor &x"),
        ("a: !!python/object:os.system 1\n", "f.yaml:1:4", "tag"),
        ("? [a]\n: 1\n", "f.yaml:1:3", "a list or mapping as a key"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1", "a second document"),
        ("a: [1\n", "f.yaml:2:1", "not YAML"),
        ("a:\n\t- 1\n", "f.yaml:2:1", "not YAML"),
        ("[" * (MAX_DEPTH + 5), "f.yaml:1:", "nested deeper"),
        ("a: \x00\n", "f.yaml:1:4", "the character U+0000"),
        ("a: é\u2028b: \x07\n", "f.yaml:1:5", "the character U+2028"),
        ("a: é\u2028b: \x07\n", "f.yaml:1:9", "the character U+0007"),
    ],
)
def test_surprises_are_errors_with_a_place(text: str, where: str, what: str) -> None:
    found = [line for line in problems(text) if what in line]
    assert found, problems(text)
    assert found[0].startswith(where)


def test_all_problems_of_a_file_are_reported() -> None:
    assert len(problems("a: 1\na: 2\nb: &x 3\nc: *x\nb: 4\n")) == 4


def test_an_alias_bomb_stays_small() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join(f'*a{i - 1}' for _ in range(9))}]\n" for i in range(1, 9))
    root, found = parse(bomb, "f.yaml")
    assert any("alias" in problem.message for problem in found)
    assert root is not None
    assert len(str(root.plain())) < 2000


def test_control_characters_are_dropped() -> None:
    root, _ = parse('a: "\\e[31mred\\u202e"\n', "f.yaml")
    assert root is not None
    assert root.plain() == {"a": "[31mred"}


def test_a_file_that_is_not_utf8_is_named_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"a: ok\nb: caf\xe9\n")
    assert read(file, "latin.yaml")[1] == [Problem("latin.yaml", 2, 7, "not UTF-8; save the file as UTF-8")]


def test_bom_and_crlf_are_no_problem(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    root, found = read(file)
    assert not found
    assert root is not None
    assert root.plain() == {"a": "b", "c": "d"}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"#?\n \t\x00\x1bé"), max_size=80))
def test_any_text_is_read_or_rejected_with_a_place(text: str) -> None:
    root, found = parse(text, "f.yaml")
    assert root is None or not found or isinstance(root.plain(), (str, list, dict))
    for problem in found:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in problem.message
