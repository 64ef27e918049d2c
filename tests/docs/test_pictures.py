"""Pictures: current, whole, and nothing fetched to show them."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from docs.generator import pictures, svg
from tests.conftest import ROOT, Run

DRAWN = sorted((ROOT / "docs" / "images").glob("*.svg"))
_NAMESPACE = "{http://www.w3.org/2000/svg}"
LIGHT = svg.THEMES[0]


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 (a file of our own)


def texts(drawing: str) -> list[str]:
    """The lines of text of a drawing, without their spaces, which are places on the canvas."""
    return ["".join("".join(line.itertext()).split()) for line in parsed(drawing).iter(f"{_NAMESPACE}text")]


def test_the_pictures_are_current() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in DRAWN} == pictures.files()


@pytest.mark.parametrize("picture", DRAWN, ids=lambda picture: picture.stem)
def test_nothing_is_cut_or_fetched(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|url\((?!#)|<image|<script|href", text)
    root = parsed(text)
    width = float(root.attrib["width"])
    ends = [float(run.attrib["x"]) + float(run.attrib["textLength"]) for run in root.iter(f"{_NAMESPACE}tspan")]
    assert max(ends) <= width


def test_a_picture_shows_the_command_and_what_it_prints(run: Callable[..., Run]) -> None:
    (picture,) = (picture for picture in pictures.PICTURES if picture.name == "about")
    shown = texts((ROOT / "docs" / "images" / "about-dark.svg").read_text(encoding="utf-8"))
    printed = run("about", "biosimilar", "-f", "table", COLUMNS=str(pictures.WIDTH)).out
    assert shown == ["".join(line.split()) for line in (f"$ {picture.command}", *printed.splitlines()) if line]


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x24FF), min_size=1))
def test_any_text_is_drawn_as_it_stands(text: str) -> None:
    shown = texts(svg.drawn("x", [Text(text)], LIGHT, 80, fades=False))
    assert "".join(shown[1:]) == text


def test_frames_are_lines_and_join() -> None:
    drawing = svg.drawn("x", [Text("┏━━┓"), Text("┃ab┃"), Text("┗━━┛")], LIGHT, 80, fades=False)
    assert texts(drawing) == ["$x", "ab"]
    corner, top, *_ = re.findall(r'<path d="([^"]+)"', drawing)
    assert corner == "M32.4 74H28.2V84"  # from the right edge of its cell to the middle, then down
    assert top == "M32.4 74H49.2"


def test_colours_and_weights_are_the_terminals() -> None:
    lines = [Text.from_ansi("\x1b[1;31mboxed\x1b[0m and \x1b[2mdim\x1b[0m, \x1b[4;2mlink\x1b[0m")]
    drawing = svg.drawn("x", lines, LIGHT, 80, fades=True)
    assert f"fill:{LIGHT.colours[1]};font-weight:700" in drawing
    assert f"fill:{LIGHT.dim};text-decoration:underline" in drawing
    assert 'mask="url(#fade)"' in drawing
