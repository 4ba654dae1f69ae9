"""Pages that a reader gathers: one page to print, one PDF, one link to give to somebody."""
