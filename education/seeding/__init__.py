"""Import of the fixtures: reads and checks their files, then creates pages and snippets."""
