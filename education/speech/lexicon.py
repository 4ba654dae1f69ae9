"""Lexicon: how the voice says the terms of the glossary that it would get wrong."""

from __future__ import annotations

import re

from education.content.phone import before_brackets
from education.glossary.models import GlossaryTerm

Lexicon = dict[str, str]  # phonemes by term in lower case


def get_lexicon() -> Lexicon:
    """Return the phonemes of the public terms that have some."""
    terms = GlossaryTerm.objects.public().exclude(say="").values_list("term", "say")
    return {before_brackets(term).lower(): say for term, say in terms}


def with_phonemes(words: str, lexicon: Lexicon) -> str:
    """Return words with the phonemes of those in the lexicon, as an engine reads them."""
    if not lexicon:
        return words
    longest_first = sorted(lexicon, key=len, reverse=True)
    pattern = rf"\b({'|'.join(map(re.escape, longest_first))})\b"
    return re.sub(pattern, lambda found: _marked(found[1], lexicon), words, flags=re.IGNORECASE)


def _marked(words: str, lexicon: Lexicon) -> str:
    return f"[{words}](/{lexicon[words.lower()]}/)"
