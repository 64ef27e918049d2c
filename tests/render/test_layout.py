"""Lines are broken and columns shared out so that nothing is lost and nothing is too wide."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from immunomod.render.blocks import Span
from immunomod.render.widths import share_out
from immunomod.render.wrap import wrap

WORDS = st.text(alphabet=st.sampled_from("ab-/é界 ,."), max_size=40)


@given(st.lists(WORDS, max_size=5), st.integers(2, 30))
def test_wrapped_lines_fit_and_keep_every_character(texts: list[str], width: int) -> None:
    rows = wrap([Span(text, "dim") for text in texts], width)
    assert all(sum(cell_len(span.text) for span in row) <= width for row in rows)
    shown = "".join(span.text for row in rows for span in row)
    assert shown.replace(" ", "") == "".join(texts).replace(" ", "")


def test_words_are_not_broken_while_they_fit() -> None:
    rows = wrap([Span("progressive multifocal leukoencephalopathy")], 24)
    assert ["".join(span.text for span in row) for row in rows] == ["progressive multifocal", "leukoencephalopathy"]


def test_a_word_that_is_too_long_is_broken_at_its_hyphens() -> None:
    rows = wrap([Span("pembrolizumab-and-berahyaluronidase-alfa")], 24)
    assert ["".join(span.text for span in row) for row in rows] == ["pembrolizumab-and-", "berahyaluronidase-alfa"]
    rows = wrap([Span("a-leukoencephalopathy")], 10)
    assert ["".join(span.text for span in row) for row in rows] == ["a-leukoenc", "ephalopath", "y"]


def test_roles_and_links_survive_a_break() -> None:
    rows = wrap([Span("one two", "boxed"), Span(" three", "ref", "https://example.org")], 4)
    spans = [span for row in rows for span in row if span.text.strip()]
    assert [(span.text, span.role, span.url) for span in spans][:2] == [("one", "boxed", None), ("two", "boxed", None)]
    assert {(span.role, span.url) for span in spans[2:]} == {("ref", "https://example.org")}


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 8)), min_size=1, max_size=6), st.integers(0, 120))
def test_columns_fill_the_room_and_no_more(columns: list[tuple[int, int]], spare: int) -> None:
    wanted = [want for want, _ in columns]
    least = [min(want, 5) for want in wanted]
    room = sum(least) + spare
    widths = share_out(room, wanted, least, [share for _, share in columns])
    assert sum(widths) <= room
    assert all(low <= width <= want for low, width, want in zip(least, widths, wanted, strict=True))
    assert sum(widths) == min(room, sum(wanted))
