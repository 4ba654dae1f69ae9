"""Import the fixtures: read and check their files, then create pages and snippets."""
