"""Pictures of real pages, in a light and a dark theme: docs/images/*.svg."""

from typing import NamedTuple

from rich.text import Text

from docs.generator import DOCS, Files, shell, svg

FOLDER = DOCS / "images"
WIDTH = 88  # columns: as wide as a README shows without making the letters smaller


class Picture(NamedTuple):
    """A command whose page is drawn, from its first line to `lines`; None for the whole page."""

    name: str
    command: str
    lines: int | None = None


PICTURES = (
    Picture("drug", "immunomod drug voclosporin", 38),
    Picture("condition", 'immunomod condition "Crohn\'s disease" --status approved --region EU', 34),
    Picture("mechanism", "immunomod mechanism tnf-blockade", 36),
    Picture("safety", "immunomod safety tofacitinib --only before-starting --only vaccines", 36),
    Picture("check", 'immunomod check tacrolimus clarithromycin "live vaccine"', 27),
    Picture("compare", "immunomod compare adalimumab tofacitinib --only risks", 26),
    Picture("checklist", "immunomod checklist tofacitinib --phase before", 40),
    Picture("search", 'immunomod search "hepatitis B reactivation" --limit 5'),
    Picture("about", "immunomod about biosimilar"),
)


def files() -> Files:
    """Every picture in every theme, by path."""
    made: Files = {}
    for picture in PICTURES:
        lines = _lines(picture)
        cut = picture.lines is not None and picture.lines < len(lines)
        for theme in svg.THEMES:
            drawing = svg.drawn(picture.command, lines[: picture.lines], theme, WIDTH, fades=cut)
            made[FOLDER / f"{picture.name}-{theme.name}.svg"] = drawing
    return made


def _lines(picture: Picture) -> list[Text]:
    """What the command prints at a terminal."""
    output = shell.run(f"{picture.command} --format table --color always", width=WIDTH)
    return [Text.from_ansi(line) for line in output.splitlines()]
