from __future__ import annotations

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from education.content.blocks import prose
from education.content.blocks.rich_text import bare, check_marks, plain


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain words.</p>",
        "<p>So. [S1] [S12]</p>",
        "<p>A [[lesion|lesion]] and [[tumor-burden|the amount of cancer]].</p>",
        "<p>Call {{ emergency_number }}. Tell us: {{contact}}. {{ site_name }}</p>",
        "<p>An array[0], a [note] and a ] alone.</p>",
    ],
)
def test_whole_marks_are_fine(html: str) -> None:
    check_marks(html)
    assert prose().clean(RichText(html)).source == html


@pytest.mark.parametrize(
    ("html", "mark"),
    {
        "<p>A [[lesion|lesion here.</p>": "[[lesion|lesion here.",
        "<p>A [[lesion]] here.</p>": "[[lesion]]",
        "<p>A [[lesion|]] here.</p>": "[[lesion|]]",
        "<p>A [[|lesion]] here.</p>": "[[|lesion]]",
        "<p>A [[a lesion|lesion]] here.</p>": "[[a lesion|lesion]]",
        "<p>A [[lesion|lesion] here.</p>": "[[lesion|lesion]",
        "<p>It spreads. [S1, S2]</p>": "[S1, S2]",
        "<p>It spreads. [s1]</p>": "[s1]",
        "<p>It spreads. [S1</p>": "[S1",
        "<p>It spreads. S1]</p>": "S1]",
        "<p>It spreads. [1]</p>": "[1]",
        "<p>Call {{emergency_number}</p>": "{{emergency_number}",
        "<p>Call { {emergency_number} }</p>": "{ {emergency_number}",
    }.items(),
)
def test_a_broken_word_is_named(html: str, mark: str) -> None:
    with pytest.raises(ValidationError, match="Readers would see") as raised:
        prose().clean(RichText(html))
    assert mark[:15] in raised.value.messages[0]


@pytest.mark.parametrize("name", ["phone", "pk", "delete", "EMERGENCY_NUMBER"])
def test_an_unknown_token_is_named_with_those_that_are_known(name: str) -> None:
    with pytest.raises(ValidationError) as raised:
        check_marks(f"<p>Call {{{{ {name} }}}}.</p>")
    assert name in raised.value.messages[0]
    assert "emergency_number" in raised.value.messages[0]


@pytest.mark.parametrize(
    ("html", "words"),
    {
        "<p>One. [S1]</p><p>Two. [S2]</p>": "One. Two.",
        "<p>A [[lesion|lesion]] grows.</p>": "A lesion grows.",
        "<p>Call {{ emergency_number }} now.</p>": "Call now.",
        "<ul><li>One</li><li>Two &amp; three</li></ul>": "One Two & three",
        '<p>See <a linktype="page" id="1">this</a>.</p>': "See this .",
        "": "",
    }.items(),
)
def test_the_words_alone(html: str, words: str) -> None:
    assert plain(html).replace(" .", ".") == words.replace(" .", ".")


def test_a_preview_keeps_the_form_and_drops_the_marks() -> None:
    html = "<ol><li>A [[lesion|lesion]]. [S1]</li><li>Call {{ contact }}.</li></ol>"
    assert bare(html) == "<ol><li>A lesion.</li><li>Call ….</li></ol>"


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert isinstance(plain(text), str)
    with suppress(ValidationError):
        check_marks(text)
