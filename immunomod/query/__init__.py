"""Questions to the index. Queries return plain data and print nothing."""
