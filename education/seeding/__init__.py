"""Documents in, pages out. Here: the documents read and checked, without a database."""
