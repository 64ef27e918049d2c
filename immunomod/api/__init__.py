"""The Python API. Users reach it as `immunomod.drug`, `immunomod.load` and so on."""

from __future__ import annotations

import os

from immunomod.api.reference import Reference


def load(*catalogues: str | os.PathLike[str]) -> Reference:
    """Opens our catalogue with the user's own files or folders on top; they add entries or replace ours by id.

    Without any, those that the variable IMMUNOMOD_CATALOGUE names, as at the command line. A catalogue is read as it is
    at the first call; call `load` again after a change. Raises CatalogueInvalid, with all `problems`, or
    CatalogueUnreadable.

    >>> import immunomod
    >>> with immunomod.load() as reference:
    ...     [reference.drug(name)["id"] for name in ("Prograf", "L04AD02")]
    ['tacrolimus', 'tacrolimus']
    """
    reference = Reference(*catalogues)
    reference.open()
    return reference


_shared = Reference()  # opened at the first question
agents = _shared.agents
check = _shared.check
checklist = _shared.checklist
compare = _shared.compare
condition = _shared.condition
drug = _shared.drug
mechanism = _shared.mechanism
risk = _shared.risk
safety = _shared.safety
search = _shared.search
target = _shared.target
