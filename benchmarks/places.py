"""Where things are measured: environments with the project installed from its wheel, and copies with bigger catalogues."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measure import Command

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    """A virtual environment with immunomod in it."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def immunomod(self, *words: str, **more: object) -> Command:
        """A call of the console script."""
        return Command([str(self.folder / "bin" / "immunomod"), *words], **more)  # type: ignore[arg-type]

    def package(self) -> Path:
        """The folder of the installed package."""
        script = "import immunomod; print(immunomod.__path__[0])"
        found = subprocess.run([self.python, "-c", script], capture_output=True, text=True, cwd=self.folder, check=True)
        return Path(found.stdout.strip())

    def versions(self, *names: str) -> str:
        """The versions of packages, as a line."""
        script = "import sys; from importlib.metadata import version; print(', '.join(f'{n} {version(n)}' for n in sys.argv[1:]))"
        found = subprocess.run([self.python, "-c", script, *names], capture_output=True, text=True, cwd=self.folder, check=True)
        return found.stdout.strip()


def installed(folder: Path, *others: str) -> Place:
    """A new environment with the project's wheel, then other requirements over it."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    place = Place(folder)
    for wanted in ([str(ROOT)], [*others]):
        if wanted:
            subprocess.run([place.python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return place


def from_checkout(place: Place, cache: Path, *words: str) -> Command:
    """A call of the package as it stands in the checkout, with a cache of its own."""
    environment = {"PYTHONPATH": str(ROOT), "IMMUNOMOD_CACHE": str(cache)}
    return Command([str(place.python), "-m", "immunomod", *words], environment=environment)


def with_index(place: Place, index: Path, folder: Path) -> Place:
    """The installed package once more, with another index in it."""
    shutil.copytree(place.folder, folder, symlinks=True)
    moved = Place(folder)
    script = folder / "bin" / "immunomod"
    script.write_text(script.read_text().replace(str(place.folder), str(folder)))
    target = moved.package() / "data" / "index.sqlite"
    target.unlink()
    os.link(index, target)
    return moved
