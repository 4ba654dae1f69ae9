"""Test what an editor is told who writes alarm words that cannot work."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import AlarmFactory


def problems(**fields: str) -> dict[str, list[str]]:
    group = AlarmFactory.build(locale=None, **fields)
    with pytest.raises(ValidationError) as raised:
        group.clean()
    return raised.value.message_dict


def test_a_group_that_nothing_finds_is_refused(db: None) -> None:
    assert problems(words="") == {
        "words": ["Nothing finds this group. Give it words, combinations or numbers."]
    }


@pytest.mark.parametrize("line", ["38", "38-", "43 to 38", "hot", "38 to forty"])
def test_a_range_that_is_none_is_named(db: None, line: str) -> None:
    assert problems(numbers=f"100 to 109\n{line}", near="temperature") == {
        "numbers": [f"“{line}” is no range. Write two numbers, such as 38 to 43 or 100.4 to 109."]
    }


def test_numbers_and_the_words_near_them_need_each_other(db: None) -> None:
    message = "Numbers need words near which they count, and these words need numbers."
    assert problems(numbers="38 to 43") == {"near": [message]}
    assert problems(near="temperature") == {"near": [message]}


def test_a_combination_of_one_part_is_refused(db: None) -> None:
    (message,) = problems(together="back pain")["together"]
    assert "two parts or more" in message


def test_a_line_without_letters_is_named(db: None) -> None:
    assert problems(words="fever\n???") == {
        "words": ["“???” has no letter and no number, so nothing could be found by it."]
    }


@pytest.mark.parametrize("line", ["leg (numb/weak", "leg numb)", "leg (numb (and/or) weak)"])
def test_a_parenthesis_without_its_other_half_is_named(db: None, line: str) -> None:
    message = f"“{line}” has a parenthesis without its other half, or one inside another."
    assert problems(words=f"fever\n{line}") == {"words": [message]}


def test_a_line_that_stands_for_too_many_phrases_is_named(db: None) -> None:
    line = "(a/b/c/d)" * 6
    (message,) = problems(words=line)["words"]
    assert message.startswith(f"“{line}” stands for more than 1000 phrases.")


def test_a_mark_for_no_setting_is_named(db: None) -> None:
    (message,) = problems(message="Call {{ number }}.")["message"]
    assert message.startswith("“{{ number }}” is not known.")


def test_a_short_name_stands_once(db: None) -> None:
    AlarmFactory(slug="fever")
    assert problems(slug="fever") == {"slug": ["Another group has this short name."]}


def test_ranges_and_combinations_are_read(db: None) -> None:
    group = AlarmFactory(
        numbers="38 to 43\n100.4-109", near="temp", together="back pain + legs\na+b + c"
    )
    group.full_clean()
    assert group.ranges == [(Decimal(38), Decimal(43)), (Decimal("100.4"), Decimal(109))]
    assert group.combinations == [("back pain", "legs"), ("a", "b", "c")]
