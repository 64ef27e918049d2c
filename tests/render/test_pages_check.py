"""The page of `check`: what is said of many stands in a list, what was not checked is gathered."""

from typing import Any

from immunomod.index.reader import Index
from immunomod.query.check import check
from immunomod.render.blocks import Bullets, Paragraph
from immunomod.render.pages.check import pages


def text(part: Any) -> str:
    return "".join(span.text for span in part)


def shown(index: Index, *names: str) -> list[Any]:
    return list(pages(check(index, [[name] for name in names])))


def test_a_class_against_one_thing_is_a_list(index: Index) -> None:
    blocks = shown(index, "JAK inhibitors", "live vaccine")
    heads = [text(block.line) for block in blocks if isinstance(block, Paragraph)]
    assert sum(head.endswith("agents + live vaccines") for head in heads) == 1
    lists = [[text(entry) for entry in block.lines] for block in blocks if isinstance(block, Bullets)]
    assert any(entry.startswith("tofacitinib: ") for entries in lists for entry in entries)


def test_a_pair_is_named_once_a_level(index: Index) -> None:
    heads = [text(block.line) for block in shown(index, "leflunomide", "methotrexate") if isinstance(block, Paragraph)]
    assert heads.count("leflunomide + methotrexate") == 2  # major and moderate


def test_many_pairs_that_were_not_checked_are_told_by_their_names(index: Index) -> None:
    names = ["tacrolimus", "metformin", "furosemide", "digoxin", "warfarin"]
    gaps = next(block for block in shown(index, *names) if isinstance(block, Bullets))
    assert text(gaps.lines[0]).startswith("metformin, furosemide, digoxin and warfarin, with one another: neither is")


def test_what_holds_for_some_members_says_which(index: Index) -> None:
    heads = [text(block.line) for block in shown(index, "fingolimod", "beta blockers") if isinstance(block, Paragraph)]
    assert "fingolimod + beta blockers (only sotalol)" in heads
