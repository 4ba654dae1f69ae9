"""Views of the read API: public texts in JSON and Markdown, lists and feeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import conditional_page
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from education.api.documents import TextDocument
from education.api.feeds import get_atom_feed, get_json_feed
from education.api.manifest import get_llms_text, get_manifest, get_overview
from education.api.models import PublicChange
from education.api.serializers import as_json, to_json, to_markdown
from education.api.texts import find_public_text
from portal.static_pages.rendering import get_shared, is_rendering
from portal.static_pages.storage import content_type_of
from portal.web import ratelimit
from portal.web.decorators import read_only

View = Callable[..., HttpResponse]
_LIMIT, _WINDOW = 120, 60  # answers that are not stored, of a client, and seconds
_OPENAPI = Path(__file__).parent / "openapi.yaml"


def api_view(view: View) -> View:
    """Return a view that only reads, answers with an ETag, and has a limit for each client."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_rendering(request) or ratelimit.is_allowed("api", request, _LIMIT, _WINDOW):
            return view(request, *args, **kwargs)
        response = _message(request, "Too many requests. Try again in a minute.", 429)
        response["Retry-After"] = str(_WINDOW)
        return response

    return read_only(conditional_page(limited))


@api_view
def show_overview(request: HttpRequest) -> HttpResponse:
    """Return what the API offers."""
    return HttpResponse(as_json(get_overview(_site(request))), content_type="application/json")


@api_view
def show_openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of the API in OpenAPI 3.1."""
    return HttpResponse(_OPENAPI.read_bytes(), content_type="application/yaml")


@api_view
def show_manifest(request: HttpRequest) -> HttpResponse:
    """Return every public text, and what is gone."""
    return _answer(request, as_json(get_manifest(_site(request))))


@api_view
def show_text(request: HttpRequest, path: str, shape: str) -> HttpResponse:
    """Return a text as JSON or Markdown; `?open=1` includes what readers choose to open.

    Respond with status 301 where the text has moved, 410 where it is not public any more, and 404
    where there never was one.
    """
    site, url = _site(request), f"/{path}"
    shared = get_shared(request)
    document = shared.get(url) or _find_document(request, site, url)
    if document is None:
        return _gone_or_moved(request, site, url, shape)
    shared[url] = document  # for its other shape
    if shape == "md":
        return _answer(request, to_markdown(document))
    return _answer(request, as_json(to_json(document)))


@api_view
def show_atom_feed(request: HttpRequest) -> HttpResponse:
    """Return the newest changes as an Atom feed."""
    return _answer(request, get_atom_feed(_site(request)))


@api_view
def show_json_feed(request: HttpRequest) -> HttpResponse:
    """Return the newest changes as a JSON Feed."""
    return _answer(request, as_json(get_json_feed(_site(request))))


@api_view
def show_llms_text(request: HttpRequest) -> HttpResponse:
    """Return where each text stands as Markdown, and how machines may use it."""
    return _answer(request, get_llms_text(_site(request)))


def _find_document(request: HttpRequest, site: Site, url: str) -> TextDocument | None:
    public = find_public_text(site, url)
    opened = request.GET.get("open") == "1"
    return TextDocument(public, request, opened=opened) if public else None


def _gone_or_moved(request: HttpRequest, site: Site, url: str, shape: str) -> HttpResponse:
    moved = Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(url)).first()
    target = moved.link if moved else ""
    if target and target.startswith("/") and target.endswith("/"):
        return HttpResponsePermanentRedirect(f"{target}index.{shape}")
    if PublicChange.objects.filter(url=url).exists():
        return _message(request, "This text was withdrawn. Delete your copy.", 410)
    return _message(request, "There is no text at this address.", 404)


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _answer(request: HttpRequest, body: str) -> HttpResponse:
    return HttpResponse(body, content_type=content_type_of(request.path_info))


def _message(request: HttpRequest, message: str, status: int) -> HttpResponse:
    if request.path_info.endswith(".json"):
        return HttpResponse(as_json({"detail": message}), "application/json", status)
    return HttpResponse(f"{message}\n", "text/plain; charset=utf-8", status)
