"""Old addresses of questions, terms and topics lead to the new ones, as those of pages do."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.factories import Guide, QuestionFactory, TermFactory, publish
from tests.faq.people import ADMIN, FAQ, signed_in


@pytest.mark.parametrize("factory", [QuestionFactory, TermFactory])
def test_a_changed_slug_of_a_live_snippet_redirects(
    guide: Guide, client: Client, factory: Any
) -> None:
    snippet = publish(factory(slug="old"))
    before = snippet.get_absolute_url()
    snippet.slug = "new"
    publish(snippet)
    response = client.get(before)
    assert response.status_code == 301
    assert response.headers["Location"].endswith(before.replace("old", "new"))


def test_a_slug_that_comes_back_makes_no_circle(guide: Guide, client: Client) -> None:
    item = publish(QuestionFactory(slug="one"))
    for slug in ("two", "one"):
        item.slug = slug
        item.save()
    assert not Redirect.objects.filter(old_path="/faq/one").exists()
    assert client.get("/faq/two/").headers["Location"].endswith("/faq/one/")


def test_a_draft_has_no_old_address(guide: Guide) -> None:
    item = QuestionFactory(slug="one", live=False)
    item.slug = "two"
    item.save()
    assert not Redirect.objects.exists()


def test_a_slug_too_long_for_a_redirect_is_refused(guide: Guide) -> None:
    page = guide.article()
    page.slug = "a" * 81
    with pytest.raises(ValidationError, match="at most 80"):
        page.full_clean()


def test_site_admins_see_redirects_and_end_them(roles: None) -> None:
    row = Redirect.objects.create(old_path="/old", redirect_link="/faq/")
    client = signed_in(ADMIN)
    assert "/old" in client.get("/cms/redirects/").content.decode()
    client.post(f"/cms/redirects/{row.pk}/delete/")
    assert not Redirect.objects.exists()
    assert signed_in(FAQ).get("/cms/redirects/").status_code == 302
