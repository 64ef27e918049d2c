"""immunomod: the reference on immune-modulating drugs, in the terminal."""

__version__ = "0.1.0"

_PUBLIC = {"annotate": "annotation.api:annotate"}


def __getattr__(name: str) -> object:
    """What the package offers, imported when it is asked for."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), attribute)
