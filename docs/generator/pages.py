"""Pages written by hand that show what the program really prints or knows."""

from docs.generator import DOCS, ROOT, Files, console, marks, reference, schema

PAGES = (ROOT / "README.md", DOCS / "index.md", DOCS / "recipes.md", DOCS / "install.md", DOCS / "catalogue-format.md")
PARTS = {"commands": reference.summaries, "keys": schema.tables}


def files() -> Files:
    """The pages with their generated parts made anew."""
    return {page: console.refreshed(marks.filled(page.read_text(encoding="utf-8"), PARTS)) for page in PAGES}
