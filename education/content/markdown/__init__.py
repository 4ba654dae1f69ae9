"""Parse Markdown into the data of blocks."""
