"""Names are compared, and text is made safe, as the contract says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunomod.text import clean, fold, plural


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Humira", "HUMIRA"),
        ("FK-506", "fk506"),
        ("FK 506", "FK-506"),
        ("Crohn's disease", "crohns disease"),
        ("Crohn’s disease", "Crohn's disease"),
        ("HUMIRA®", "Humira"),
        ("Prograf™", "prograf"),
        ("TNF-α", "TNF alpha"),
        ("Sjögren's disease", "sjogrens disease"),
        ("Guillain–Barré syndrome", "guillain-barre syndrome"),
        ("mycophenolate   mofetil", "mycophenolate mofetil"),
        ("IL‑17", "IL-17"),
    ],
)
def test_case_accents_marks_hyphens_and_space_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("tacrolimus", "sirolimus"), ("prednisone", "prednisolone"), ("IL-1", "IL-17"), ("interferon alfa", "interferon alpha")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text)
    assert "\n" not in cleaned
    assert "\t" not in cleaned
    assert "\x1b" not in cleaned
    assert cleaned == cleaned.strip()
    assert clean(cleaned) == cleaned


def test_escape_sequences_and_direction_overrides_lose_their_power() -> None:
    assert clean("a\x1b[31mred\u202eb\x07") == "a[31mredb"


def test_counted_nouns() -> None:
    assert [plural(1, "agent"), plural(2, "agent"), plural(2, "entry", "entries")] == ["1 agent", "2 agents", "2 entries"]
