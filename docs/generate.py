"""Writes everything in the documentation that shows the program: pages, pictures, manual pages, completion scripts.

Run as `python docs/generate.py`; with --check it writes nothing, names what is not current, and ends with status 1.
"""

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAKERS = ("reference", "manual", "completion", "coverage", "pictures", "pages")  # modules of docs/generator
WHOLE = ("man", "completions", "images")  # folders in which nothing else may stand


def made() -> dict[Path, str]:
    """Every generated file with its contents."""
    return {path: text for maker in MAKERS for path, text in import_module(f"docs.generator.{maker}").files().items()}


def main() -> int:
    """Writes or checks the files; returns the exit status."""
    current = made()
    stale = [path for path, text in current.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left = [path for folder in WHOLE for path in sorted((ROOT / "docs" / folder).glob("*")) if path not in current]
    if "--check" in sys.argv[1:]:
        for path in [*stale, *left]:
            print(f"{path.relative_to(ROOT)} is not current; run python docs/generate.py", file=sys.stderr)
        return 1 if stale or left else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(current[path], encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}")
    for path in left:
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
