"""Torn or changed forms of editors are refused in words, and no later screen breaks."""

from __future__ import annotations

import random
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.content.test_drafts import NO_TABLE
from tests.content.test_editing import edit_of
from tests.factories import Guide, PictureFactory, QuestionFactory
from tests.forms import filled
from tests.html import visit

VALUES = ["", "x", "-1", "9" * 25, "1e3", "\0", "[]", "{}", "null", "<b>", "[" * 3000, "uuid", "१"]
RUNS = 6  # for each of the ways to change a form
LINK = (
    '{"blocks":[{"key":"a","text":"Read this","type":"unstyled","depth":0,"inlineStyleRanges":[],'
    '"entityRanges":[{"key":0,"offset":5,"length":4}],"data":{}}],"entityMap":{"0":{"type":"LINK",'
    '"mutability":"MUTABLE","data":%s}}}'
)


def _form(text: Any, client: Client) -> dict[str, Any]:
    """Return what an editor sends who has written blocks of several kinds."""
    words = rich_text("<p>Some words.</p>")
    inside = streamfield([("text", words), ("table", NO_TABLE)])
    figure = {"picture": str(PictureFactory().pk), "caption": "One", "words": words}
    body = streamfield(
        [
            ("text", LINK % '{"id": 999999, "url": "/"}'),
            ("section", {"heading": "How?", "short": "", "content": inside}),
            ("figure", figure),
        ]
    )
    return {**filled(edit_of(text), client), **nested_form_data({"body": body})}


def _changed(form: dict[str, Any], way: str, luck: random.Random) -> dict[str, Any]:
    """Return the form with one fault."""
    form = dict(form)
    bodies = sorted(name for name in form if name.startswith(("body-", "short_answer")))
    name = luck.choice(bodies)
    if way == "missing":
        del form[name]
    elif way == "value":
        form[name] = luck.choice(VALUES)
    elif way == "count":
        name = luck.choice([one for one in bodies if one.endswith("-count")])
        form[name] = luck.choice(VALUES)
    elif way == "id":
        form["body-0-id"] = luck.choice([*VALUES, "a" * 5000, "'><script>"])
    elif way == "link":
        data = [
            '{"id": "abc"}',
            '{"id": %s}' % ("9" * 30),
            "{}",
            "[]",
            "null",
            '{"url": 3}',
            '{"id": {}}',
        ]
        form["body-0-value"] = LINK % luck.choice(data)
    elif way == "type":
        name = luck.choice([one for one in bodies if one.endswith("-type")])
        form[name] = luck.choice(["raw_html", "section", "text", "table", "__class__", ""])
    return form


@pytest.mark.parametrize("way", ["missing", "value", "count", "id", "link", "type"])
@pytest.mark.parametrize("kind", ["page", "question"])
def test_no_form_of_an_editor_ends_in_a_server_error(
    guide: Guide, admin_client: Client, kind: str, way: str
) -> None:
    text = guide.article() if kind == "page" else QuestionFactory()
    edit, luck = edit_of(text), random.Random(f"{kind} {way}")  # noqa: S311 - no secret
    form = _form(text, admin_client)
    for _run in range(RUNS):
        response = admin_client.post(edit, _changed(form, way, luck))
        assert response.status_code in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST}
        if response.status_code == HTTPStatus.BAD_REQUEST:
            assert "nothing was saved" in response.content.decode()
        elif response.status_code == HTTPStatus.FOUND:
            _look(text, admin_client)


def _look(text: Any, client: Client) -> None:
    """Open what other editors open of the newest version."""
    newest = type(text).objects.get(pk=text.pk)
    edit = AdminURLFinder().get_edit_url(newest)
    panel = visit(edit, client).select_one("[data-standard]")
    assert panel
    draft = newest.get_latest_revision_as_object()
    assert draft.make_preview_request().status_code == HTTPStatus.OK
    history = edit.replace("/edit/", "/history/")
    assert client.get(history).status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    if hasattr(newest, "url_path"):
        revisions = newest.revisions.order_by("pk")
        versions = f"compare/{revisions.first().pk}...{newest.latest_revision.pk}/"
        compared = client.get(edit.replace("/edit/", f"/revisions/{versions}"))
        assert compared.status_code == HTTPStatus.OK
    if not hasattr(newest, "url_path"):
        exported = client.get("/cms/snippets/faq/faqitem/?export=csv")
        assert b"slug" in b"".join(exported.streaming_content)


def test_a_form_of_too_many_fields_is_refused_in_words(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    form = {f"body-{number}-value": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)}
    response = admin_client.post(edit_of(page), {**form, "title": "One more"})
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "too many parts" in response.content.decode()
