"""Views of offline reading: its page, the list of what may be kept, and the service worker."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page

from education.content.models import SiteSettings
from education.offline.downloadable_pages import get_downloadable_pages
from portal.web.decorators import read_only

WARN_AFTER, GONE_AFTER = 30, 90  # days since the phone last read the list
_OWN_SITES = {"none", "same-origin"}  # Sec-Fetch-Site: typed by the reader, or a page of ours


@read_only
def show_page(request: HttpRequest) -> HttpResponse:
    """Show the page with the button that keeps the guide."""
    context = {"warn_after": WARN_AFTER, "gone_after": GONE_AFTER}
    return render(request, "offline/page.html", context)


@read_only
def show_not_kept(request: HttpRequest) -> HttpResponse:
    """Show what a phone without a network answers for every page that it does not keep."""
    lead = _(
        "Search, forms and some pages need a network. The pages that you keep can be read from the "
        "first page. If that does not open either, your copy was older than %(days)d days or could "
        "not be checked: open the guide once with a network."
    )
    context = {
        "label": _("You are offline"),
        "heading": _("This page is not on your phone"),
        "lead": lead % {"days": GONE_AFTER},
    }
    return render(request, "offline/not_kept.html", context)


@never_cache
@read_only
def forget(request: HttpRequest) -> HttpResponse:
    """Tell the browser to delete the copy and the service worker.

    Other sites cannot do so by leading a reader here: then the page only offers it.
    """
    is_wanted = request.headers.get("Sec-Fetch-Site", "none") in _OWN_SITES
    response = render(request, "offline/forget.html", {"is_wanted": is_wanted})
    if is_wanted:
        response["Clear-Site-Data"] = '"storage"'
    return response


@cache_control(no_cache=True)
@conditional_page
@read_only
def list_pages(request: HttpRequest) -> HttpResponse:
    """Return which pages may be kept, or status 410, at which a phone deletes its copy."""
    if not settings.OFFLINE_READING:
        return HttpResponse(status=410)
    pages, today = get_downloadable_pages(), timezone.localdate()
    day = date_format(today)
    return JsonResponse(
        {
            "date": today.isoformat(),
            "day": day,
            "size": pages.size,
            "pages": pages.versions,
            "complete": pages.are_complete,
            "banner": _banner(day),
            "old_banner": _banner(day, is_old=True),
            "warn_after": WARN_AFTER,
            "gone_after": GONE_AFTER,
        }
    )


def _banner(day: str, *, is_old: bool = False) -> str:
    context = {"day": day, "is_old": is_old, "warn_after": WARN_AFTER}
    return render_to_string("offline/banner.html", context).strip()


@cache_control(no_cache=True)
@conditional_page
@read_only
def service_worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker; while offline reading is off, one that deletes everything."""
    name = "worker" if settings.OFFLINE_READING else "worker-off"
    return HttpResponse(_read_script(name), content_type="text/javascript; charset=utf-8")


@cache
def _read_script(name: str) -> str:
    return Path(settings.BASE_DIR, "static", "js", f"offline-{name}.js").read_text()


@read_only
def manifest(request: HttpRequest) -> HttpResponse:
    """Return the web app manifest: name, colors and icons for the home screen of a phone."""
    home = reverse("wagtail_serve", args=[""])
    kinds = {"icon-192.png": "any", "icon-512.png": "any", "icon-maskable-512.png": "maskable"}
    return JsonResponse(
        {
            "name": SiteSettings.for_request(request).site_name,
            "lang": settings.LANGUAGE_CODE,
            "id": home,
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "display_override": ["minimal-ui"],
            "background_color": "#fbf8f1",
            "theme_color": "#0e4046",
            "icons": [_icon(name, purpose) for name, purpose in kinds.items()],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, purpose: str) -> dict[str, str]:
    side = Path(name).stem.rpartition("-")[2]
    return {
        "src": static(f"img/{name}"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        "purpose": purpose,
    }
