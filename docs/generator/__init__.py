"""Makes what the documentation shows of the program from the program itself, so that neither can lag behind the other."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

Files = dict[Path, str]  # the files a module makes, with their contents
