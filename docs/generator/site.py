"""Hooks of the site: pages that stand elsewhere in the repository, and the links that lead to them."""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"CONTRIBUTING.md": "contributing.md", "data/README.md": "sources.md", "CHANGELOG.md": "changelog.md"}
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that stand elsewhere."""
    for place, name in ELSEWHERE.items():
        files.append(File.generated(config, name, abs_src_path=str(ROOT / place)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turns links as they hold in the repository into links of the site."""
    places = {name: place for place, name in ELSEWHERE.items()}
    folder = posixpath.dirname(places.get(page.file.src_uri, f"docs/{page.file.src_uri}"))

    def link(match: re.Match[str]) -> str:
        place = posixpath.normpath(posixpath.join(folder, match[1]))
        return f"]({ELSEWHERE.get(place) or place.removeprefix('docs/')}"

    return _LINK.sub(link, markdown)
