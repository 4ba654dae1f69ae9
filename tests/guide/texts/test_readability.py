"""Each text of the shipped guide is within the standard's bands; the table shows how hard it is."""

from __future__ import annotations

from io import StringIO
from statistics import fmean, median

import pytest
from django.core.management import call_command

from education.standard.readability_report import Measure, measured, table
from education.standard.rules.reading import HIGHEST_GRADE, MEAN, SHARE, TOO_LONG

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def measures(shipped_guide: None, module_db: None) -> list[Measure]:
    found = measured()
    print(table(found))  # noqa: T201 - pytest -s shows it, and a failure does
    return found


def test_every_page_and_answer_is_measured(measures: list[Measure]) -> None:
    addresses = {one.address for one in measures}
    assert len(measures) == len(addresses) > 65
    assert {"/", "/treatments/surgery/", "/faq/will-it-hurt/", "/about/privacy/"} <= addresses


def test_no_text_is_above_grade_eight(measures: list[Measure]) -> None:
    assert [str(one) for one in measures if one.grade > HIGHEST_GRADE] == []


def test_no_sentence_is_over_twenty_five_words_and_few_are_over_twenty(
    measures: list[Measure],
) -> None:
    assert [str(one) for one in measures if one.longest > TOO_LONG] == []
    assert [str(one) for one in measures if one.over_long > SHARE] == []


def test_no_text_is_choppy(measures: list[Measure]) -> None:
    assert [str(one) for one in measures if one.runs] == []
    fewest, most = MEAN
    assert [str(one) for one in measures if not fewest <= one.mean <= most] == []


def test_the_guide_as_a_whole_reads_as_the_standard_wants_it(measures: list[Measure]) -> None:
    assert 12 <= fmean(one.mean for one in measures) <= 15
    assert 4 <= median(one.flow_grade for one in measures) <= 7


def test_a_command_prints_the_table(shipped_guide: None) -> None:
    out = StringIO()
    call_command("readability", stdout=out)
    assert out.getvalue().startswith("| Address |")
    assert "| /treatments/surgery/ |" in out.getvalue()
    assert "| median |" in out.getvalue()
