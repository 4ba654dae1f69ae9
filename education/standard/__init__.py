"""The content standard as code: what a text must meet before a patient reads it.

Reads plain data and nothing else: no database, no request, no site.
"""
