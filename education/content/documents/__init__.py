"""Parse written documents into the data of blocks."""
