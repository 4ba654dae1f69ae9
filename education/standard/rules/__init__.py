"""Rules of the content standard, a small function each. `registry.py` says what they apply to."""
