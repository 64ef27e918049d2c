"""immunomod: the reference on immune-modulating drugs, in the terminal and in Python.

>>> import immunomod
>>> immunomod.drug("Humira")["name"]
'adalimumab'
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # known to type checkers; importing typing would cost every command time
if TYPE_CHECKING:
    from immunomod.annotation.api import annotate as annotate
    from immunomod.api import agents as agents
    from immunomod.api import check as check
    from immunomod.api import checklist as checklist
    from immunomod.api import compare as compare
    from immunomod.api import condition as condition
    from immunomod.api import drug as drug
    from immunomod.api import load as load
    from immunomod.api import mechanism as mechanism
    from immunomod.api import risk as risk
    from immunomod.api import safety as safety
    from immunomod.api import search as search
    from immunomod.api import target as target
    from immunomod.api.reference import Reference as Reference
    from immunomod.errors import Ambiguous as Ambiguous
    from immunomod.errors import CatalogueInvalid as CatalogueInvalid
    from immunomod.errors import CatalogueUnreadable as CatalogueUnreadable
    from immunomod.errors import ImmunomodError as ImmunomodError
    from immunomod.errors import NotFound as NotFound
    from immunomod.errors import UsageError as UsageError

_PUBLIC = {  # what is imported when it is first used, and from where
    "Reference": "api.reference:Reference",
    "agents": "api:agents",
    "annotate": "annotation.api:annotate",
    "check": "api:check",
    "checklist": "api:checklist",
    "compare": "api:compare",
    "condition": "api:condition",
    "drug": "api:drug",
    "load": "api:load",
    "mechanism": "api:mechanism",
    "risk": "api:risk",
    "safety": "api:safety",
    "search": "api:search",
    "target": "api:target",
    "Ambiguous": "errors:Ambiguous",
    "CatalogueInvalid": "errors:CatalogueInvalid",
    "CatalogueUnreadable": "errors:CatalogueUnreadable",
    "ImmunomodError": "errors:ImmunomodError",
    "NotFound": "errors:NotFound",
    "UsageError": "errors:UsageError",
}
__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})


if not TYPE_CHECKING:  # type checkers would take any name for ours

    def __getattr__(name):
        if name not in _PUBLIC:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module, _, attribute = _PUBLIC[name].partition(":")
        value = getattr(import_module(f"{__name__}.{module}"), attribute)
        globals()[name] = value
        return value
