"""Medication lists: the immune modulators that a column of text names. An engine, and readers and writers around it."""

from immunomod.annotation.api import annotate, annotator, columns
from immunomod.annotation.engine import Annotator
from immunomod.annotation.result import AgentClass, Annotation

__all__ = ["AgentClass", "Annotation", "Annotator", "annotate", "annotator", "columns"]
