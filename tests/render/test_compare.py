"""How agents stand side by side: levels in words and symbols, columns in blocks, the same in markdown."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunomod.index.reader import Index
from immunomod.query.compare import compare
from immunomod.query.filters import Filters
from immunomod.query.result import Result
from immunomod.render import Format, render
from immunomod.render.pages.cells import MEANINGS, SYMBOLS
from immunomod.render.pages.cells import cell as cell_of
from immunomod.render.widths import in_blocks


def shown(result: Result, format: Format, monkeypatch: pytest.MonkeyPatch, columns: int = 80) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    render(result, format, out)
    return out.getvalue()


def asked(index: Index, names: str, *only: str, full: bool = False) -> Result:
    return compare(index, [names.split()], Filters(), only, full)


@given(st.integers(2, 60), st.integers(20, 300))
def test_columns_stand_in_blocks_that_fit_and_hold_each_column_once(count: int, width: int) -> None:
    layout = in_blocks(count, width)
    if layout is None:
        assert width < 60
        return
    (label, cell), parts = layout
    assert [at for part in parts for at in part] == list(range(count))
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= 1
    assert label + 1 + max(sizes) * (cell + 1) <= width
    assert cell >= 17


def test_symbols_of_levels_are_told_apart_without_colour() -> None:
    assert len({SYMBOLS[level] for level in MEANINGS}) == len(MEANINGS)


def test_levels_are_said_in_words_and_explained(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(asked(index, "adalimumab tofacitinib aldesleukin"), Format.TABLE, monkeypatch, 120)
    for said in ("■ boxed", "▲ warning", "△ kind: ", "▽ within ", "– not listed", "? not covered"):
        assert said in text
    legend = " ".join(text[: text.index("class ")].split())
    assert "? not known here" in legend
    assert "the source was covered and does not name it" in legend
    assert "aldesleukin: partly covered" in text


def test_columns_that_do_not_fit_stand_below_with_the_labels_repeated(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(asked(index, "L04AB tacrolimus", "identity"), Format.TABLE, monkeypatch, 80)
    heads = [
        line.split() for line in text.splitlines() if line.startswith(" " * 20) and line.split()[0] in ("adalimumab", "golimumab")
    ]
    assert len(heads) == 2
    assert len([line for line in text.splitlines() if line.startswith("modality ")]) == 2


def test_a_narrow_terminal_gets_each_row_as_lines(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(asked(index, "adalimumab tofacitinib", "identity"), Format.TABLE, monkeypatch, 36)
    assert re.search(r"^class\n +adalimumab +TNF blocker$|^class\n *adalimumab\n +TNF blocker$", text, re.MULTILINE)


def test_markdown_shows_what_the_table_shows(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    result = asked(index, "adalimumab tofacitinib")
    text = " ".join(shown(result, Format.MARKDOWN, monkeypatch).replace("\\", "").replace("*", "").split())
    view = result.results[0]
    for row in view["rows"]:
        assert row["name"] in text or row["part"] == "interactions"
        for cell in row["cells"].values():
            if row["part"] in (
                "identity",
                "monitoring",
                "vaccines",
                "pregnancy",
                "lactation",
                "contraception",
                "contraindications",
            ):
                assert all((fact["text"] or "") in text for fact in cell["facts"])
    assert "| adalimumab | tofacitinib |" in text


def test_a_full_page_has_every_note_and_partner(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    result = asked(index, "belatacept betamethasone", full=True)
    text = " ".join(shown(result, Format.MARKDOWN, monkeypatch).replace("\\", "").replace("*", "").split())
    for row in result.results[0]["rows"]:
        for cell in row["cells"].values():
            for fact in cell["facts"]:
                assert (fact["note"] or "").rstrip(".") in text
                assert (fact["text"] or "").rstrip(".") in text


def test_what_is_left_out_is_counted(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    result = asked(index, "methotrexate leflunomide", "differences")
    text = " ".join(shown(result, Format.TABLE, monkeypatch).split())
    left = result.results[0]["left_out"]
    assert f"Other hazards · {left['risks']} rows left out, the same for all" in text
    brief = " ".join(shown(asked(index, "methotrexate leflunomide"), Format.TABLE, monkeypatch).split())
    assert re.search(r"\d+ partners of one agent alone: --full shows all", brief)


def test_sources_of_what_is_shown_are_named_and_no_others(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(asked(index, "adalimumab tofacitinib", "lactation"), Format.MARKDOWN, monkeypatch)
    sources = text[text.index("## Sources") :]
    assert "adalimumab label" in sources
    assert "EMA" not in sources


@pytest.mark.parametrize(
    ("level", "text", "said"),
    [
        ("avoid", "stop before conception", "avoid: stop before conception [8.1]"),
        ("avoid", "avoid during treatment", "avoid during treatment [8.1]"),
        ("listed", "data insufficient", "data insufficient [8.1]"),
    ],
)
def test_advice_shows_its_level_once(level: str, text: str, said: str) -> None:
    fact = {"level": level, "text": text, "note": None, "regions": [], "routes": [], "refs": ["label:8.1"]}
    line = cell_of("pregnancy", {"level": level, "through": [], "facts": [fact]}, False)
    assert "".join(span.text for span in line) == said


def test_refs_beyond_the_first_are_counted_unless_the_page_is_full() -> None:
    refs = ["label:boxed", "label:5.1", "label:2.1"]
    fact = {"level": "boxed", "text": None, "note": "Fatal.", "regions": [], "routes": [], "refs": refs}
    view = {"level": "boxed", "through": [], "facts": [fact]}
    assert "".join(span.text for span in cell_of("risks", view, False)) == "■ boxed [boxed, 5.1, +1]"
    assert "".join(span.text for span in cell_of("risks", view, True)) == "■ boxed: Fatal. [boxed, 5.1, 2.1]"
