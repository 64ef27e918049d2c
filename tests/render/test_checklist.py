"""The checklist as a page: boxes to tick, the words of every time, notes once, and what it was made from."""

import re

from immunomod.index.reader import Index
from immunomod.query.checklist import checklist
from immunomod.render import Format
from tests.render.test_pages import shown


def page(index: Index, *names: str, format: Format = Format.MARKDOWN, phases: tuple[str, ...] = ()) -> str:
    return shown(checklist(index, [[name] for name in names], phases), format)


def test_markdown_has_a_box_for_every_item_and_nothing_checked(index: Index) -> None:
    result = checklist(index, [["rituximab"], ["methotrexate"]])
    text = shown(result, Format.MARKDOWN)
    assert len(re.findall(r"^- \[ \] \*\*", text, re.MULTILINE)) == len(result.results[0]["items"])
    assert "[x]" not in text


def test_the_table_has_a_box_for_every_item(index: Index) -> None:
    result = checklist(index, [["tofacitinib"]])
    assert shown(result, Format.TABLE).count("☐") == len(result.results[0]["items"])


def test_the_full_words_of_every_time_and_every_note_are_on_the_page(index: Index) -> None:
    text = " ".join(page(index, "tacrolimus", "natalizumab").replace("\\", "").split())
    for id in ("tacrolimus", "natalizumab"):
        safety = index.body("agents", id)["safety"]
        for fact in [*safety["monitoring"], *safety["before_starting"], *safety["vaccines"]]:
            assert (fact.get("when") or fact.get("advice") or "").rstrip(".") in text
            assert (fact["note"] or "").rstrip(".") in text


def test_a_note_is_not_repeated_under_the_next_time(index: Index) -> None:
    safety = index.body("agents", "tofacitinib")["safety"]
    (note,) = [fact["note"] for fact in safety["monitoring"] if fact["test"] == "infection-signs"]
    text = page(index, "tofacitinib")
    assert text.count(note.rstrip(".")) == 1
    assert text.count("closely, during and after treatment") == 2


def test_the_last_line_says_from_which_catalogue_it_is(index: Index) -> None:
    version, updated = index.meta["version"], index.meta["updated"]
    assert page(index, "tofacitinib").splitlines()[-1] == f"From the immunomod catalogue {version} of {updated}."
    assert f"From the immunomod catalogue {version} of {updated}." in page(index, "tofacitinib", format=Format.TABLE)


def test_the_boxed_warning_comes_before_the_first_box(index: Index) -> None:
    text = page(index, "rituximab", "methotrexate")
    assert text.index("BOXED WARNING") < text.index("- [ ]")
    assert "**hepatitis B reactivation**: rituximab" in text


def test_what_is_left_out_is_named(index: Index) -> None:
    text = page(index, "atacicept", "tofacitinib", phases=("before",))
    assert "**atacicept, not covered here:** warnings" in text
    assert "monitoring" in text
    assert "Not shown: during treatment" in text


def test_a_label_says_whose_it_is_among_several_agents(index: Index) -> None:
    text = page(index, "rituximab", "methotrexate")
    assert "- rituximab label: " in text
    assert "- methotrexate label: " in text
    assert "- label: " in page(index, "rituximab")


def test_no_agent_found_is_no_page(index: Index) -> None:
    assert page(index, "nosuch") == ""
    assert page(index, "nosuch", format=Format.TABLE) == ""
