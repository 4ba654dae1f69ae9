"""Content standard as code: what a text must meet before a patient reads it.

The rules read a Document and nothing else: no database, no request, no site. Adapters, measures,
panels and views connect the rules to the database and the admin.
"""
