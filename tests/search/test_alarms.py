"""Words of danger in a search: which are found, and what must not be taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
import yaml
from django.conf import settings

from education.search.alarm_index import Words
from education.search.alarms import Match, match
from education.search.models import AlarmGroup
from education.seeding.loader import load_fixtures

PHRASES = yaml.safe_load(Path(__file__).with_name("alarms.yaml").read_text())
LISTS = ("words", "alone", "together", "spanish", "numbers", "near", "exceptions")


@cache
def shipped() -> tuple[Words, ...]:
    """The words that this project ships."""
    return tuple(
        Words.of(
            AlarmGroup(
                slug=one.slug,
                results=one.results,
                first_call=one.first_call,
                **{name: "\n".join(getattr(one, name)) for name in LISTS},
            )
        )
        for one in load_fixtures(Path(settings.FIXTURES_DIR)).alarms
    )


def found(text: str) -> str | None:
    alarm = match(text, shipped())
    return alarm.slug if alarm else None


def _phrases(*parts: str) -> Iterator[tuple[str, str | None]]:
    for part in parts:
        for slug, texts in PHRASES[part].items():
            yield from ((text, None if slug == "none" else slug) for text in texts)


def test_each_frightened_search_shows_its_help() -> None:
    phrases = _phrases("trigger", "spanish", "examples")
    assert not [text for text, slug in phrases if found(text) != slug]


def test_each_spanish_search_is_known_as_one() -> None:
    matches = {text: match(text, shipped()) for text, _slug in _phrases("spanish")}
    assert not [text for text, alarm in matches.items() if not (alarm and alarm.is_spanish)]


def test_no_other_search_shows_help() -> None:
    assert not [text for text in PHRASES["none"] if found(text)]


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len([*_phrases("trigger", "spanish")]) >= 150
    assert len(PHRASES["none"]) >= 80


def test_an_english_search_is_not_taken_for_a_spanish_one() -> None:
    alarm = match("la fever de novo", shipped())
    assert alarm == Match("call-now", is_spanish=False)


# How words are compared, with words of the test's own ---------------------------------------------


def finds(text: str, **lists: object) -> bool:
    return match(text, (Words("one", **lists),)) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Fever", "FEVER!", "fever?", "Fe\u00advers", "fe\u200bver", "\ufefffever",
        "\uff46\uff45\uff56\uff45\uff52",
        "féver", "feeever", "fevers", "felver", "my fever, since noon", "f e v e r",
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written(text: str) -> None:
    assert finds(text, words=("fever",))


@pytest.mark.parametrize("text", ["fewer", "never", "forever", "feverfew", "lever", "fiver"])
def test_another_english_word_is_no_misspelling(text: str) -> None:
    assert not finds(text, words=("fever",))


@pytest.mark.parametrize("text", ["clut", "klot", "clo"])
def test_a_short_word_is_never_a_misspelling(text: str) -> None:
    assert not finds(text, words=("clot",))


def test_a_long_word_may_have_two_slips_and_a_shorter_one_only_one() -> None:
    assert finds("unconcius", words=("unconscious",))
    assert finds("siezure", words=("seizure",))
    assert not finds("siezuer", words=("seizure",))


@pytest.mark.parametrize(
    "text",
    [
        "she vomited blood", "vomits a lot of blood", "vomiting blood", "VOMITING  blood",
        "vomitingblood",
    ],
)  # fmt: skip
def test_a_phrase_is_found_in_every_tense_and_with_small_words_between(text: str) -> None:
    assert finds(text, words=("vomit blood",))


def test_a_phrase_is_not_found_across_other_words() -> None:
    assert not finds("vomit after a blood test", words=("vomit blood",))


@pytest.mark.parametrize(
    "text",
    ["can't breathe", "can’t breathe", "cannot breathe", "couldn't breathe", "unable to breathe"],
)
def test_one_way_to_say_that_something_does_not_work_stands_for_all(text: str) -> None:
    assert finds(text, words=("cant breathe",))


@pytest.mark.parametrize("text", ["kill myself", "kills himself", "killing herself"])
def test_a_phrase_is_found_of_every_person(text: str) -> None:
    assert finds(text, words=("kill myself",))


def test_a_combination_is_found_in_any_order_and_only_whole() -> None:
    together = ((("back pain",), ("legs",)),)
    assert finds("my legs tingle since I have back pain", together=together)
    assert not finds("back pain", together=together)


def test_the_parts_of_a_combination_stand_near_each_other() -> None:
    together = ((("tablets",), ("too much",)),)
    assert finds("she took too much of her tablets", together=together)
    assert not finds(f"she took her tablets {'and then ' * 15} ate too much", together=together)


@pytest.mark.parametrize("text", ["numb leg", "my legs are weak", "weak left leg"])
def test_alternatives_stand_in_parentheses(text: str) -> None:
    group = AlarmGroup(slug="one", words="(my/) legs weak", together="leg + (numb/weak)")
    assert match(text, (Words.of(group),))


def test_nothing_else_than_an_alternative_is_found() -> None:
    group = AlarmGroup(slug="one", words="(my/) legs weak", together="leg + (numb/weak)")
    assert match("my legs are long and cold", (Words.of(group),)) is None


def test_a_word_that_counts_alone_counts_with_polite_words_only() -> None:
    assert finds("Help!", alone=("help",))
    assert finds("please help", alone=("help",))
    assert not finds("help with insurance", alone=("help",))


@pytest.mark.parametrize(
    "text",
    [
        "39",
        "38.5",
        "38,5",
        "39°",
        "39 C",
        "102F",
        "102 °F",
        "temp was 38.2 at noon",
        "my temp 101.3f",
    ],
)
def test_a_number_that_is_a_high_temperature_counts(text: str) -> None:
    ranges = ((38.0, 43.0), (100.4, 109.0))
    assert finds(text, ranges=ranges, near=("temp", "degrees"))


@pytest.mark.parametrize(
    "text", ["37", "stage 4", "38 years old", "temp was 36.8", "500", "40 pages"]
)
def test_another_number_does_not(text: str) -> None:
    ranges = ((38.0, 43.0), (100.4, 109.0))
    assert not finds(text, ranges=ranges, near=("temp", "degrees"))


def test_an_exception_takes_its_words_away_and_leaves_the_others() -> None:
    lists = {"words": ("fever",), "exceptions": ("hay fever",)}
    assert not finds("hay fever", **lists)
    assert finds("hay fever and a high fever", **lists)


def test_an_exception_of_one_group_holds_for_all() -> None:
    groups = (Words("one", words=("fever",)), Words("two", exceptions=("hay fever",)))
    assert match("hay fever", groups) is None


def test_a_phrase_that_holds_an_exception_is_still_found() -> None:
    assert finds("end of life pills", words=("end of life pills",), exceptions=("end of life",))


def test_the_gravest_group_wins() -> None:
    groups = (Words("grave", words=("seizure",)), Words("less", words=("fever",)))
    assert match("fever and a seizure", groups) == Match("grave", is_spanish=False)


@pytest.mark.parametrize(
    "text",
    ["what does fever mean", "meaning of fever", "what is a fever?", "What's fever", "define fever",
     "definition of fever", "fever meaning", "fever meaning in Hindi", "qué es fever",
     "difference between fever and chills", "how is a fever different from hot flushes"],
)  # fmt: skip
def test_a_question_about_a_word_is_no_alarm_but_in_a_group_without_results(text: str) -> None:
    assert not finds(text, words=("fever",))
    assert finds(text, words=("fever",), is_private=True)


@pytest.mark.parametrize(
    "text",
    [
        "what is this fever I have", "what to do with fever", "what if I get a fever tonight",
        "difference between fever and the chills that I have had since the infusion",
    ],
)  # fmt: skip
def test_a_question_about_the_reader_is_one(text: str) -> None:
    assert finds(text, words=("fever",))


def test_a_question_about_everybody_is_no_alarm() -> None:
    assert not finds("does everyone get a fever", words=("fever",))
    assert finds("does everyone in my family catch this fever", words=("fever",))


def test_a_treatment_that_is_still_allowed_says_nothing_about_now() -> None:
    assert not finds("a stroke in 2015 can I still fly", words=("stroke",))
    assert finds("a stroke in 2015 and I still cannot talk", words=("stroke",))
    assert finds("chest pain last year and can hardly still talk", words=("chest pain",))


def test_the_end_of_a_foreign_word_denies_nothing() -> None:
    assert finds("mi hermano fiebre", words=("fiebre",))


def test_a_sign_at_the_end_of_a_long_story_is_found() -> None:
    assert finds("and then I slept and " * 40 + "woke with a fever", words=("fever",))


@pytest.mark.parametrize("text", ["", " ", "?!", "\u200b", "🙂", "\x00"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert not finds(text, words=("fever",))


def test_no_search_takes_long() -> None:
    match("fever", shipped())
    began = perf_counter()
    for text in PHRASES["none"]:
        match(text, shipped())
    assert (perf_counter() - began) / len(PHRASES["none"]) < 0.02  # 1 ms where nothing else runs
    began = perf_counter()
    match(" ".join(f"qz{number}xkvw" for number in range(500)), shipped())
    assert perf_counter() - began < 1
