"""Wagtail's library of documents is not used here, so nobody is led to it; that of images is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.html import visit

# The libraries themselves: what else hangs below their addresses is no door into them.
IMAGES, DOCUMENTS = reverse("wagtailimages:index"), reverse("wagtaildocs:index")


@pytest.mark.parametrize("screen", ["/cms/", "/cms/pages/search/?q=pain"])
def test_not_even_a_superuser_is_led_to_documents(
    db: None, admin_client: Client, screen: str
) -> None:
    shown = visit(screen, admin_client)
    links = [link["href"].partition("?")[0] for link in shown.find_all("a", href=True)]
    menu = str(shown.find(id="wagtail-sidebar-props"))
    assert "/cms/pages/" in menu
    assert DOCUMENTS not in links
    assert DOCUMENTS not in menu
    assert IMAGES in menu
