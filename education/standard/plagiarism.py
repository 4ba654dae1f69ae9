r"""Find runs of eight words that are also in a source, without storing the text of the source.

When a register of sources changes, write the file of fingerprints again, from the texts of the
source documents and from the excerpts of the public registers. `titles` are phrases that a page
may repeat: a title, a title with its author, a temperature.

    python -c "from pathlib import Path; from education.standard import plagiarism; \
texts = [path.read_text('utf-8') for path in Path('FOLDER').glob('S*.txt')]; \
quoted = [one for path in Path('FOLDER').glob('facts-*.yaml') \
for one in plagiarism.excerpts(path)]; \
plagiarism.write(Path('fixtures/source-runs.txt'), [*texts, *quoted], titles=['TITLE AUTHOR'])"
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import yaml

LENGTH = 8  # words; the content standard lets no run of eight match a source

_APOSTROPHE = re.compile(r"['’]")
_WORD = re.compile(r"[^\W_]+")
_HEADER = (
    "# Fingerprints of all runs of eight words in the source documents and in the excerpts of the\n"
    "# public registers, their titles aside.\n"
    "# Their text is not kept. education/standard/plagiarism.py writes and reads this file.\n"
)


def runs(text: str) -> Iterator[str]:
    """Yield each run of eight words, in lower case, without punctuation and apostrophes."""
    words = _WORD.findall(_APOSTROPHE.sub("", text).lower())
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def fingerprint(run: str) -> str:
    """Return a hash of a run, from which it cannot be read: 16 hexadecimal digits."""
    return blake2b(run.encode(), digest_size=8).hexdigest()


def copied_runs(text: str, fingerprints: Container[str]) -> list[str]:
    """Return the runs of a text that are also in a source."""
    return [run for run in runs(text) if fingerprint(run) in fingerprints]


def load(path: Path) -> frozenset[str]:
    """Return the fingerprints of the sources from a file that `write` made."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def excerpts(path: Path) -> list[str]:
    """Return the quotations in a register of facts; […] separates two of them."""
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))["facts"]
    return [part for fact in facts for part in fact.get("excerpt", "").split("[…]")]


def write(path: Path, texts: Iterable[str], titles: Iterable[str] = ()) -> None:
    """Write the fingerprints of texts to a file, without those of titles, which may be cited."""
    named = {fingerprint(run) for title in titles for run in runs(title)}
    found = {fingerprint(run) for text in texts for run in runs(text)}
    path.write_text(_HEADER + "".join(f"{one}\n" for one in sorted(found - named)), "utf-8")
