"""Inline scripts of the editors' side run by a nonce that is another one for each answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.safestring import SafeString

from portal.web.csp_nonce import add_nonce, nonce, nonce_context
from tests.factories import Guide, SourceFactory, UserFactory

_SCRIPT = re.compile(r"<script\b([^>]*)>")
_NO_CODE = re.compile(r"\bsrc=|\btype=\"application/(ld\+)?json\"|\bnonce=")
_HANDLER = re.compile(r"<[^>{]*\son[a-z]+=|href=[\"']?javascript:", re.IGNORECASE)
OURS = Path(settings.BASE_DIR, "templates")
# What of Wagtail's is in use: the rest of its contributions has templates of its own.
THEIRS = [
    (folder, file)
    for app in apps.get_app_configs()
    if app.name.startswith("wagtail")
    for folder in [Path(app.path, "templates")]
    for file in sorted(folder.rglob("*.html"))
]


@pytest.fixture
def root(guide: Guide) -> Client:
    """The browser of somebody who may do everything."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def script_sources(response: HttpResponse) -> list[str]:
    """Return what may run."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";")
    )
    return policy["script-src"].split()


def bare_scripts(text: str) -> list[str]:
    """The scripts that a policy would not let run."""
    return [one for one in _SCRIPT.findall(text) if not _NO_CODE.search(one)]


def test_every_inline_script_of_wagtail_has_a_template_of_ours_in_its_place() -> None:
    assert len(THEIRS) > 200
    bare = {
        file.relative_to(folder).as_posix()
        for folder, file in THEIRS
        if bare_scripts(file.read_text())
    }
    ours = {one for one in bare if (OURS / one).exists()}
    assert ours == bare
    assert len(bare) == 5
    for one in ours:
        assert bare_scripts((OURS / one).read_text()) == []


def test_no_template_of_wagtail_has_a_script_in_an_attribute() -> None:
    assert [str(file) for _folder, file in THEIRS if _HANDLER.search(file.read_text())] == []


@pytest.mark.parametrize("kind", ["date", "time", "datetime"])
def test_a_field_of_ours_is_wagtails_own_but_for_the_nonce(kind: str) -> None:
    name = f"wagtailadmin/widgets/{kind}_input.html"
    theirs = next(folder / name for folder, _file in THEIRS if (folder / name).exists())
    ours = (OURS / name).read_text().replace("{% load csp_tags %}", "")
    plain, stock = ours.replace(' nonce="{% nonce %}"', ""), theirs.read_text()
    assert _packed(plain) == _packed(stock)


def _packed(template: str) -> str:
    """Return a template without spaces and line breaks, its quotes alike."""
    return "".join(template.split()).replace("'", '"')


def test_the_policy_of_editors_lets_no_other_inline_script_run(root: Client) -> None:
    sources = script_sources(root.get("/cms/snippets/content/source/add/"))
    assert sources[0] == "'self'"
    assert [re.sub("'nonce-.{22}=='", "nonce", one) for one in sources[1:]] == ["nonce"]


def test_a_date_runs_by_the_nonce_of_its_answer(root: Client) -> None:
    response = root.get("/cms/snippets/content/source/add/")
    told = re.search(r'<script nonce="([^"]+)">\s*initDateChooser', response.content.decode())
    assert told
    assert f"'nonce-{told[1]}'" in script_sources(response)


def test_no_two_answers_have_the_same_nonce(root: Client) -> None:
    source = SourceFactory()
    address = f"/cms/snippets/content/source/edit/{source.pk}/"
    first, second = (script_sources(root.get(address)) for _time in range(2))
    assert first[-1].startswith("'nonce-")
    assert first != second


@pytest.mark.django_db
def test_a_screen_without_inline_script_has_no_nonce() -> None:
    assert script_sources(Client().get("/cms/login/")) == ["'self'"]


def test_readers_are_sent_no_nonce(guide: Guide) -> None:
    response = Client().get("/")
    assert "nonce" not in response["Content-Security-Policy"]
    assert "nonce" not in response.content.decode()


def test_only_the_script_of_wagtail_is_signed() -> None:
    request = RequestFactory().get("/cms/")
    request.csp_nonce = "of-this-answer"

    def render() -> SafeString:
        return SafeString("<b><script>evil()</script></b><script>new Chooser()</script>")

    with nonce_context(request):
        made = add_nonce(render)()
    assert made.count("nonce") == 1
    assert made.endswith('<script nonce="of-this-answer">new Chooser()</script>')


def test_outside_of_an_answer_there_is_no_nonce() -> None:
    assert nonce() == ""


def test_an_answer_inside_of_another_has_its_own() -> None:
    outer, inner = RequestFactory().get("/cms/"), RequestFactory().get("/")
    outer.csp_nonce, inner.csp_nonce = "outer", "inner"
    with nonce_context(outer):
        with nonce_context(inner):
            assert nonce() == "inner"
        assert nonce() == "outer"
    assert nonce() == ""
