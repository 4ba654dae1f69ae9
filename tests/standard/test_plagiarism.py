from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from education.standard import plagiarism

RUNS = Path(__file__).parents[2] / "fixtures" / "source-runs.txt"
EIGHT = "one two three four five six seven eight"


def test_a_run_has_eight_words() -> None:
    assert list(plagiarism.runs(f"{EIGHT} nine")) == [
        EIGHT,
        "two three four five six seven eight nine",
    ]


def test_a_shorter_text_has_no_run() -> None:
    assert list(plagiarism.runs("one two three four five six seven")) == []


def test_case_punctuation_and_apostrophes_do_not_hide_a_copy() -> None:
    text = "The body’s cells: some-times\nthey MOVE, (2) they don't."
    assert list(plagiarism.runs(text)) == [
        "the bodys cells some times they move 2",
        "bodys cells some times they move 2 they",
        "cells some times they move 2 they dont",
    ]


def test_a_fingerprint_stays_the_same() -> None:
    assert plagiarism.fingerprint(EIGHT) == "d4290aa4b7182c24"


def test_a_copied_run_is_named() -> None:
    known = {plagiarism.fingerprint(EIGHT)}
    assert plagiarism.copied_runs(f"Zero, {EIGHT}!", known) == [EIGHT]


def test_own_words_are_fine() -> None:
    assert plagiarism.copied_runs("eight seven six five four three two one", {"0" * 16}) == []


def test_what_is_written_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "runs.txt"
    plagiarism.write(path, [f"{EIGHT} nine", f"zero {EIGHT}"])
    assert len(plagiarism.load(path)) == 3
    assert plagiarism.copied_runs(EIGHT, plagiarism.load(path)) == [EIGHT]


def test_a_title_may_be_cited(tmp_path: Path) -> None:
    path = tmp_path / "runs.txt"
    plagiarism.write(path, [f"{EIGHT} nine"], titles=[EIGHT])
    assert plagiarism.copied_runs(EIGHT, plagiarism.load(path)) == []
    assert len(plagiarism.load(path)) == 1


def test_the_excerpts_of_a_register_are_read_in_their_pieces(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("facts: [{id: a, excerpt: 'one two […] three'}, {id: b}]", "utf-8")
    assert plagiarism.excerpts(path) == ["one two ", " three", ""]


def test_the_file_holds_sorted_fingerprints_and_no_text() -> None:
    header, *lines = RUNS.read_text("utf-8").splitlines()
    fingerprints = [line for line in lines if not line.startswith("#")]
    assert header.startswith("# Fingerprints")
    assert fingerprints == sorted(set(fingerprints))
    assert all(len(bytes.fromhex(line)) == 8 for line in fingerprints)
    assert len(fingerprints) > 3000


def test_the_titles_of_the_sources_are_not_in_the_file() -> None:
    titles = (
        "Metastatic Tumors Treatment: Exploring Options for Effective Management",
        "Why does cancer spread after surgery, Mariah Brown",
    )
    known = plagiarism.load(RUNS)
    assert [plagiarism.copied_runs(title, known) for title in titles] == [[], []]


@given(st.text())
def test_any_text_has_runs_of_eight(text: str) -> None:
    assert all(len(run.split(" ")) == plagiarism.LENGTH for run in plagiarism.runs(text))
