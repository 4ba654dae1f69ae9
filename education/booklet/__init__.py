"""Booklets: pages that a reader selects, to print, to save as one PDF or to share as a link."""
