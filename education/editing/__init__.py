"""What helps clinicians to write: the standard beside the editor, its guide, a first draft."""
