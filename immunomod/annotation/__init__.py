"""Medication lists: the immune modulators that a column of text names. An engine, and readers and writers around it."""
