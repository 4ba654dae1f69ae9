"""The addresses of the booklet: gather, print, save, give."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from education.booklet.catalog import is_cut, shelves
from education.booklet.paper import Booklet, own_questions, qr_code
from education.booklet.pdf import BusyError, UnableError, pdf_of
from education.booklet.selection import MOST_LETTERS, MOST_PAGES, Selection
from portal import limits

_SOON = 10  # seconds after which a busy press may be asked again
_MINUTE, _MOST_IN_A_MINUTE = 60, 12  # a ward behind one address still prints its booklets
_YEAR = 365 * 24 * 60 * 60


# A form without a cookie: it changes nothing that is kept, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def gather(request: HttpRequest) -> HttpResponse:
    """Choose pages and questions. The choice stands in the address, a reader's own words do not."""
    if request.method != "POST":
        return _page(request, Booklet(request, Selection.of(request.GET)))
    selection = _changed(request)
    own = own_questions(request.POST.get("own", ""))
    wanted = request.POST.get("do", "")
    if not own:
        names = {"print": "booklet_print", "pdf": "booklet_pdf"}
        return _seen_at(names.get(wanted, "booklet"), selection)
    booklet = Booklet(request, selection, own)
    answer = {"print": _print, "pdf": _pdf}.get(wanted, _page)(request, booklet)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def print_out(request: HttpRequest) -> HttpResponse:
    """The whole booklet on one page, to print."""
    return _print(request, Booklet(request, Selection.of(request.GET)))


@require_safe
def save(request: HttpRequest) -> HttpResponse:
    """The whole booklet as one PDF."""
    return _pdf(request, Booklet(request, Selection.of(request.GET)))


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The QR code of an address of this site, for paper."""
    path = request.GET.get("to", "")
    if not path.startswith("/") or path.startswith("//") or len(path) > MOST_LETTERS * MOST_PAGES:
        return HttpResponse("to: an address of this site, as /faq/", status=400)
    drawing = str(qr_code(request.build_absolute_uri(path)))
    drawn = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = f"max-age={_YEAR}, immutable"
    return answer


def _changed(request: HttpRequest) -> Selection:
    selection = Selection.of(request.POST).with_pages(request.POST.getlist("add"))
    post = request.POST
    if "drop" in post:
        return selection.without(post["drop"])
    if "up" in post:
        return selection.moved(post["up"], -1)
    return selection.moved(post["down"], 1) if "down" in post else selection


def _seen_at(name: str, selection: Selection) -> HttpResponse:
    query = selection.query
    return HttpResponseRedirect(f"{reverse(name)}{'?' if query else ''}{query}", status=303)


def _page(request: HttpRequest, booklet: Booklet) -> HttpResponse:
    chosen = {chapter.key for chapter in booklet.chapters}
    offered = shelves(request)
    context = {
        "booklet": booklet,
        "chosen": chosen,
        "most": MOST_PAGES,
        "shelves": offered,
        "is_cut": is_cut(offered),
    }
    return render(request, "booklet/gather.html", context)


def _print(request: HttpRequest, booklet: Booklet) -> HttpResponse:
    if not booklet.chapters:
        return _page(request, booklet)
    return render(request, "booklet/print.html", _on_paper(booklet))


def _pdf(request: HttpRequest, booklet: Booklet) -> HttpResponse:
    if not booklet.chapters:
        return _page(request, booklet)
    if not limits.allow("booklet-pdf", request, _MOST_IN_A_MINUTE, _MINUTE):
        return _later(request, booklet, 429, _MINUTE)
    html = render_to_string("booklet/paper.html", _on_paper(booklet), request)
    try:
        made = pdf_of(html, request.build_absolute_uri("/"), keep=not booklet.own)
    except BusyError:
        return _later(request, booklet, 503, _SOON)
    except UnableError:
        return render(request, "booklet/no_pdf.html", {"booklet": booklet}, status=501)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="{slugify(booklet.title) or "booklet"}.pdf"'
    )
    return answer


def _later(request: HttpRequest, booklet: Booklet, status: int, seconds: int) -> HttpResponse:
    context = {"booklet": booklet, "busy": True}
    answer = render(request, "booklet/no_pdf.html", context, status=status)
    answer["Retry-After"] = str(seconds)
    return answer


def _on_paper(booklet: Booklet) -> dict[str, Any]:
    return {
        "booklet": booklet,
        "texts": list(zip(booklet.chapters, booklet.texts, strict=True)),
        "readings": booklet.readings,
        "today": timezone.localdate(),
    }
