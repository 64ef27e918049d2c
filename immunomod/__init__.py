"""immunomod: the reference on immune-modulating drugs, in the terminal."""

__version__ = "0.1.0"
