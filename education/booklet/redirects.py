"""New addresses of pages and answers that were moved after a booklet was made."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision, Site

from education.booklet.choices import ANSWERS
from education.faq.models import FAQItem


def get_redirected_keys(request: HttpRequest, keys: Iterable[str]) -> dict[str, str]:
    """Return the new keys of renamed or moved pages and answers, by their old keys.

    Wagtail writes a redirect when the address of a page changes, and editors may write others.
    Answers are not pages: their older revisions contain their former slugs.
    """
    site = Site.find_for_request(request)
    keys = list(keys)
    if site is None or not keys:
        return {}
    return {**_by_revision(keys), **_by_redirect(site, keys)}


def _by_redirect(site: Site, keys: list[str]) -> dict[str, str]:
    old_paths = {Redirect.normalise_path(f"/{key}/"): key for key in keys}
    rows = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=old_paths)
    found = {}
    # Redirects of this site come after those of all sites, so they take precedence.
    for row in rows.select_related("redirect_page").order_by(F("site").asc(nulls_first=True)):
        if row.redirect_page:
            new = row.redirect_page.url_path.removeprefix(site.root_page.url_path)
        else:
            new = row.redirect_link
        found[old_paths[row.old_path]] = new.strip("/")
    return found


def _by_revision(keys: list[str]) -> dict[str, str]:
    slugs = [key.removeprefix(ANSWERS) for key in keys if key.startswith(ANSWERS)]
    if not slugs:
        return {}
    kind = ContentType.objects.get_for_model(FAQItem, for_concrete_model=False)
    rows = Revision.objects.filter(base_content_type=kind, content__slug__in=slugs).order_by("pk")
    old = {str(slug): pk for slug, pk in rows.values_list("content__slug", "object_id")}
    now = dict(FAQItem.objects.filter(pk__in=old.values()).values_list("pk", "slug"))
    by_id = {str(pk): slug for pk, slug in now.items()}
    return {f"{ANSWERS}{slug}": f"{ANSWERS}{by_id[pk]}" for slug, pk in old.items() if pk in by_id}
