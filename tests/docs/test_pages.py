"""Pages: output that is really printed, links that lead somewhere, a site that has them all."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.generator import console, marks, pages, reference
from immunomod.cli.app import COMMANDS
from tests.conftest import ROOT

MARKDOWN = sorted(path for folder in (ROOT, ROOT / "docs", ROOT / "data", ROOT / "benchmarks") for path in folder.glob("*.md"))
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def links(text: str) -> Iterator[str]:
    """Where a page's links and pictures lead, inside the repository."""
    prose = _CODE.sub("", text)
    found = re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'(?:src|srcset|href)="([^"]+)"', prose)
    return (link for link in found if not link.startswith(("http:", "https:", "mailto:")))


def anchors(text: str) -> set[str]:
    """The names of a page's headings, as GitHub and the site make them."""
    headings = re.findall(
        r"^#+ (.+)$", _CODE.sub(lambda code: code[0].strip("`") if "\n" not in code[0] else "", text), re.MULTILINE
    )
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.lower())) for heading in headings}


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        target = page.parent / place if place else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_command_is_in_the_reference_and_the_readme() -> None:
    (text,) = reference.files().values()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == text
    for name in COMMANDS:
        assert f"## immunomod {name}\n" in text
        assert f"(#immunomod-{name})" in text
        assert f"| `immunomod {name}` |" in readme


def _places(entry: Any) -> Iterator[str]:
    """The pages of a navigation."""
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from _places(part)


def test_every_page_is_in_the_sites_navigation() -> None:
    navigation = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = list(_places(navigation))
    assert len(listed) == len(set(listed))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} <= set(listed)


def test_the_site_fetches_nothing() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["font"] is False
    assert not [link for link in [*settings["extra_css"], *settings.get("extra_javascript", ())] if ":" in str(link)]


def test_a_console_block_shows_what_its_commands_print() -> None:
    file = '```text title="names.txt"\nb\na\n```\n\n'
    page = f'{file}```console\n$ sort names.txt |\n>   head -n 1\nold\n$ printf "x  \\n" && false\n```\n'
    assert console.refreshed(page) == page.replace("old", "a").replace("false\n", "false\nx\n")
    assert console.refreshed(console.refreshed(page)) == console.refreshed(page)


def test_the_command_of_a_block_is_that_of_this_checkout() -> None:
    page = "```console\n$ immunomod drug Humira | cut -f 1\n$ echo tacrolimus | xargs immunomod drug | cut -f 1\n```\n"
    assert "\nadalimumab\n" in console.refreshed(page)
    assert "\ntacrolimus\n" in console.refreshed(page)


def test_a_traceback_is_no_output() -> None:
    with pytest.raises(RuntimeError, match="no_such_module"):
        console.refreshed("```console\n$ python3 -c 'import no_such_module'\n```\n")


def test_a_block_whose_tool_is_missing_stays(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "TOOLS", ("no-such-tool",))
    page = "```console\n$ echo x | no-such-tool\nas it was\n```\n"
    assert console.refreshed(page) == page
    assert "no-such-tool" in capsys.readouterr().err


def test_calls_are_read_with_their_output() -> None:
    first, second = console.calls("$ a |\n>   b\none\ntwo\n$ c\n")
    assert (first.command, first.printed) == ("a |\n  b", "one\ntwo")
    assert (second.command, second.printed) == ("c", "")


def test_a_marked_part_is_made_anew() -> None:
    page = "before\n<!-- list -->\nold\n<!-- end of list -->\nafter\n"
    assert marks.filled(page, {"list": lambda: ["new", ""]}) == "before\n<!-- list -->\n\nnew\n\n<!-- end of list -->\nafter\n"


def test_the_tools_waited_for_are_those_that_pages_show() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in pages.PAGES)
    assert [tool for tool in console.TOOLS if not re.search(rf"\b{tool}\b", shown)] == []


def test_pages_by_hand_exist() -> None:
    assert [page for page in pages.PAGES if not page.exists()] == []
