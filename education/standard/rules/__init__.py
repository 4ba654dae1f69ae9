"""The rows of the checklist, one small function each; `standard.py` says what they apply to."""
