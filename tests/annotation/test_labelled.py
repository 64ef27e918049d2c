"""The labelled strings that `annotate` is measured on are well formed and agree with the catalogue.

Two files of like make-up: `labelled_dev.tsv` may be looked at while rules are written, `labelled_test.tsv` is only
measured on. All strings are made up after public naming rules; none stands for a real product or patient.
`named` says how the agents are named: full (INN, US name, synonym, biosimilar with suffix), brand, abbreviation
(clipped and short forms too), code, misspelt (one slip; German and French spellings too), none (no agent).
Notes with a meaning: `contains X: why` (a catalogued name stands there and is no agent), `brand decides`,
`not in catalogue: why` (the agent is named by a name the catalogue lacks), `near: X, Y` (one slip from both),
`ambiguous: why` and anything that ends in `debatable`.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from rapidfuzz.distance import OSA

from immunomod.catalogue.model import Catalogue
from immunomod.catalogue.names import NameRow, all_names
from immunomod.text import fold

FOLDER = Path(__file__).parent
HEADER = ["text", "agents", "named", "style", "note"]
NAMED = {"full", "brand", "abbreviation", "code", "misspelt", "none"}
STYLES = {"rxnorm", "hospital", "claims", "trade-de", "trade-fr", "trade-uk", "free-text", "oncology", "trial", "other"}
FULL_FIELDS = {"id", "name", "us_name", "synonym", "biosimilar"}
BRAND_FIELDS = {"brand", "former_brand", "biosimilar"}
EXPLAINED = ("contains ", "brand decides")


class Row(NamedTuple):
    text: str
    agents: tuple[str, ...]
    named: str
    style: str
    note: str


def read(part: str) -> list[Row]:
    """The rows of one file; a file that is not as described fails here."""
    head, *rest = (FOLDER / f"labelled_{part}.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert head.split("\t") == HEADER
    cells = [line.split("\t") for line in rest]
    assert all(len(row) == len(HEADER) for row in cells)
    return [
        Row(text, tuple(agents.split("; ")) if agents else (), named, style, note) for text, agents, named, style, note in cells
    ]


@pytest.fixture(scope="module")
def parts() -> dict[str, list[Row]]:
    return {part: read(part) for part in ("dev", "test")}


@pytest.fixture(scope="module")
def rows(parts: dict[str, list[Row]]) -> list[Row]:
    return [row for part in parts.values() for row in part]


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> list[NameRow]:
    return [row for row in all_names(catalogue) if row.kind == "agents" and row.field in FULL_FIELDS | BRAND_FIELDS | {"code"}]


def letters(text: str) -> str:
    """Folded, and nothing but letters and digits, so that brackets and commas do not count."""
    return re.sub(r"[\W_]", "", fold(text))


def spans(text: str, longest: int = 9) -> dict[tuple[int, int], str]:
    """Every run of whole words as `letters`, by first and last word."""
    words = [letters(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text)]
    return {(i, j): "".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + longest, len(words)) + 1)}


def named_in(text: str, ids: dict[str, str]) -> set[str]:
    """The agents whose names stand in `text` as whole words, the longest name first, none inside another."""
    found, taken = set[str](), set[int]()
    for (i, j), word in sorted(spans(text).items(), key=lambda item: -len(item[1])):
        if word in ids and not taken & set(range(i, j)):
            taken |= set(range(i, j))
            found.add(ids[word])
    return found


def by_agent(names: list[NameRow], fields: set[str]) -> dict[str, set[str]]:
    """The names that stand in `fields`, as `letters`, by agent."""
    known = defaultdict(set)
    for name in names:
        if name.field in fields:
            known[name.id].add(letters(name.value))
    return known


def test_rows_are_well_formed(rows: list[Row], catalogue: Catalogue) -> None:
    for row in rows:
        assert row.text == row.text.strip(), row
        assert row.text, row
        assert row.text.isprintable(), row
        assert row.named in NAMED, row
        assert row.style in STYLES, row
        assert list(row.agents) == sorted(set(row.agents)), row
        assert set(row.agents) <= set(catalogue.agents), row
        assert bool(row.agents) == (row.named != "none"), row


def test_texts_are_unique_over_both_files(rows: list[Row]) -> None:
    seen = Counter(row.text.casefold() for row in rows)
    assert [text for text, times in seen.items() if times > 1] == []


def test_there_are_enough_of_each(rows: list[Row], catalogue: Catalogue) -> None:
    assert len(rows) >= 1500
    kinds = Counter(row.named for row in rows)
    assert kinds["none"] >= 450
    assert kinds["misspelt"] >= 120
    assert sum(row.note.startswith("near: ") for row in rows) >= 40
    full = Counter(id for row in rows if row.named == "full" for id in row.agents)
    assert [id for id in catalogue.agents if full[id] < 2] == []


def test_the_two_files_are_alike(parts: dict[str, list[Row]]) -> None:
    """By size, by `named` and by style; every agent stands in full in both."""
    dev, test = parts["dev"], parts["test"]
    for field in ("named", "style"):
        a, b = (Counter(getattr(row, field) for row in part) for part in (dev, test))
        for value in set(a) | set(b):
            assert abs(a[value] - b[value]) <= 5 + 0.1 * (a[value] + b[value]), value
    in_full = [{id for row in part if row.named == "full" for id in row.agents} for part in (dev, test)]
    assert in_full[0] == in_full[1]


def test_a_name_in_full_is_a_name_of_the_agent(rows: list[Row], names: list[NameRow]) -> None:
    full = by_agent(names, FULL_FIELDS)
    in_full = [(row, set(spans(row.text).values())) for row in rows if row.named == "full"]
    assert [row for row, here in in_full if not all(full[id] & here for id in row.agents)] == []


@pytest.mark.parametrize(("named", "fields"), [("brand", BRAND_FIELDS), ("code", {"code"})])
def test_a_brand_or_code_is_one_of_the_agent(rows: list[Row], names: list[NameRow], named: str, fields: set[str]) -> None:
    known = by_agent(names, fields)
    held = [row for row in rows if row.named == named and not row.note.startswith("not in catalogue: ")]
    assert [row for row in held if not any(known[id] & set(spans(row.text).values()) for id in row.agents)] == []


def test_no_catalogued_name_is_left_unlabelled_without_a_word(rows: list[Row], names: list[NameRow]) -> None:
    ids = {letters(name.value): name.id for name in names if name.field != "code"}
    silent = [row for row in rows if not row.note.startswith(EXPLAINED)]
    assert [row for row in silent if not named_in(row.text, ids) <= set(row.agents)] == []


def test_what_a_note_says_is_contained_is_there(rows: list[Row], names: list[NameRow]) -> None:
    known = {letters(name.value) for name in names}
    said = [(row, letters(match[1])) for row in rows if (match := re.match(r"contains ([^:]+): ", row.note))]
    assert [row for row, name in said if name not in known or name not in spans(row.text).values()] == []


def test_a_misspelt_name_is_one_slip_from_the_agent_and_from_no_other(rows: list[Row], names: list[NameRow]) -> None:
    """Short names are left aside: everything is one slip from them."""
    ids = {key: name.id for name in names if name.field != "code" and len(key := letters(name.value)) > 5}
    wrong = []
    for row in rows:
        if row.named == "misspelt":
            here = [word for word in spans(row.text, longest=3).values() if word not in ids]
            near = {id for name, id in ids.items() for word in here if OSA.distance(word, name, score_cutoff=1) == 1}
            if not near or not near <= set(row.agents):
                wrong.append((row, near))
    assert wrong == []


def test_a_word_between_two_drugs_is_one_slip_from_both(rows: list[Row]) -> None:
    wrong = []
    for row in rows:
        if row.note.startswith("near: "):
            drugs = [letters(drug) for drug in row.note.removeprefix("near: ").split(", ")]
            slips = [min(OSA.distance(word, drug) for word in spans(row.text).values()) for drug in drugs]
            if row.named != "none" or len(drugs) < 2 or set(slips) != {1}:
                wrong.append(row)
    assert wrong == []
