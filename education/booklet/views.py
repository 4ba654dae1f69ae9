"""Views of the booklet: select pages, print, save as PDF, share by QR code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from education.booklet import own_questions
from education.booklet.booklet import Booklet, qr_code
from education.booklet.choices import choice_groups, is_cut
from education.booklet.fonts import letters_without_font
from education.booklet.own_questions import OwnQuestions
from education.booklet.pdf import MINUTE, pdf_response
from education.booklet.selection import MOST_LETTERS, MOST_PAGES, MOST_QUESTIONS, Selection
from education.booklet.sheet import PAPERS
from portal.web.decorators import read_only

_RETRY_AFTER = {429: MINUTE, 503: 10}  # seconds; while another PDF is rendered, the wait is short
_LIMITS = {
    "pages": MOST_PAGES,
    "questions": MOST_QUESTIONS,
    "lines": own_questions.MOST_LINES,
    "letters": own_questions.MOST_LETTERS,
}
_MOST_SHOWN = 20  # letters that a PDF cannot show
_YEAR = 365 * 24 * 60 * 60


# The form needs no CSRF token: it stores nothing, so a forged request can change nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose_pages(request: HttpRequest) -> HttpResponse:
    """Show the form to select pages and questions, and carry out its buttons.

    The selection is kept in the address, the reader's own questions are not. A POST redirects to
    such an address, which can be reloaded. With own questions, or with more than fits into a
    booklet, the POST is answered directly, and the response is not cached.
    """
    if request.method != "POST":
        did = request.GET.get("did", "")
        return _page(request, Booklet(request, Selection.of(request.GET)), did)
    selection, did = _changed(request)
    words = OwnQuestions.of(request.POST.get("own", ""))
    wanted = request.POST.get("do", "")
    if not (words.lines or selection.extra_pages or selection.extra_asks):
        if wanted in PAPERS:
            return _seen_at("booklet:pdf", selection, f"paper={wanted}")
        name = "booklet:print" if wanted == "print" else "booklet:choose"
        return _seen_at(name, selection, did and f"did={did}")
    booklet = Booklet(request, selection, words)
    if wanted in PAPERS:
        answer = _pdf(request, booklet, wanted)
    elif wanted == "print":
        answer = _print(request, booklet)
    else:
        answer = _page(request, booklet, did)
    answer["Cache-Control"] = "no-store"
    return answer


@read_only
def mend_address(request: HttpRequest, query: str = "") -> HttpResponse:
    """Redirect from an address whose question mark was encoded, or whose slash was doubled."""
    return _seen_at("booklet:choose", Selection.of(QueryDict(query) if query else request.GET), "")


@read_only
def print_booklet(request: HttpRequest) -> HttpResponse:
    """Show the whole booklet on one page, to print."""
    return _print(request, Booklet(request, Selection.of(request.GET)))


@read_only
def download_pdf(request: HttpRequest) -> HttpResponse:
    """Return the whole booklet as one PDF, on A4 or US letter.

    Respond with status 429 after 12 PDFs in a minute, 503 while another PDF is rendered, and 501
    where no PDF can be rendered.
    """
    paper = request.GET.get("paper", PAPERS[0])
    return _pdf(request, Booklet(request, Selection.of(request.GET)), paper)


@read_only
def show_qr_code(request: HttpRequest) -> HttpResponse:
    """Return the QR code of a path of this site (`to`) as SVG; status 400 for other addresses."""
    path = request.GET.get("to", "")
    if not path.startswith("/") or path.startswith("//") or len(path) > MOST_LETTERS * MOST_PAGES:
        return HttpResponse("to: an address of this site, as /faq/", status=400)
    drawing = str(qr_code(request.build_absolute_uri(path)))
    drawn = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = f"max-age={_YEAR}, immutable"
    return answer


def _changed(request: HttpRequest) -> tuple[Selection, str]:
    """Return the selection after a button was pressed, and the name of the message to show."""
    post = request.POST
    chosen = Selection.of(post)
    selection = chosen.with_pages(post.getlist("add"))
    if "drop" in post:
        return selection.without(post["drop"]), "out"
    if "up" in post:
        return selection.moved(post["up"], -1), ""
    if "down" in post:
        return selection.moved(post["down"], 1), ""
    if post.get("do") == "add":
        if selection.pages != chosen.pages:
            return selection, "added"
        return selection, "" if selection.extra_pages else "none"
    return selection, ""


def _seen_at(name: str, selection: Selection, more: str) -> HttpResponse:
    query = "&".join(part for part in (selection.query, more) if part)
    return HttpResponseRedirect(f"{reverse(name)}{'?' if query else ''}{query}", status=303)


def _page(request: HttpRequest, booklet: Booklet, did: str = "") -> HttpResponse:
    chosen = {chapter.key for chapter in booklet.chapters}
    offered = choice_groups(request)
    context = {
        "booklet": booklet,
        "chosen": chosen,
        "did": did,
        "limits": _LIMITS,
        "choice_groups": offered,
        "is_cut": is_cut(offered),
    }
    return render(request, "booklet/choose_pages.html", context)


def _print(request: HttpRequest, booklet: Booklet) -> HttpResponse:
    if not booklet.chapters:
        return _page(request, booklet, "" if booklet.missing else "none")
    return render(request, "booklet/print.html", _on_paper(booklet))


def _pdf(request: HttpRequest, booklet: Booklet, paper: str) -> HttpResponse:
    if not booklet.chapters:
        return _page(request, booklet, "" if booklet.missing else "none")
    if letters := letters_without_font(booklet.own.kept):
        context = {**_on_paper(booklet), "letters_without_font": " ".join(letters[:_MOST_SHOWN])}
        return render(request, "booklet/print.html", context)

    def refuse(status: int) -> HttpResponse:
        context = {"booklet": booklet, "busy": status in _RETRY_AFTER}
        answer = render(request, "booklet/no_pdf.html", context, status=status)
        if status in _RETRY_AFTER:
            answer["Retry-After"] = str(_RETRY_AFTER[status])
        return answer

    return pdf_response(
        request,
        lambda: render_to_string(
            "booklet/pdf.html", {**_on_paper(booklet), "paper": paper}, request
        ),
        slugify(booklet.title) or "booklet",
        keep=not booklet.own.lines,
        refuse=refuse,
    )


def _on_paper(booklet: Booklet) -> dict[str, Any]:
    return {
        "booklet": booklet,
        "limits": _LIMITS,
        "renderers": booklet.renderers,
        "today": timezone.localdate(),
    }
