"""Every address of the editors' side, with things of the test's own in place of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image
from wagtail.models import Collection, Page, Task, Workflow
from wagtail.snippets.models import get_snippet_models

from portal.accounts.models import User
from tests.factories import (
    PIXEL,
    AlarmFactory,
    CategoryFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    SynonymFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
)
from tests.review.people import edited, sound

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Who signs out is asked nothing more; two addresses only show how Wagtail shows a mistake.
_NOT_ASKED = {"wagtailadmin_logout", "wagtailadmin_error_test", "cms/test404/"}
# Arguments that are regular expressions.
_UNNAMED = {
    r"(?P<kind>page|question|term)": "{kind}",
    r"(?P<pk>[0-9]{1,9})": "{pk}",
    r"(?P<pk>.+)": "{pk}",
    r"(?P<pk>\d+)": "{pk}",
    r"(?P<revision_id_a>live|earliest|\d+)": "earliest",
    r"(?P<revision_id_b>live|latest|\d+)": "latest",
    r"(live|earliest|\d+)": "earliest",
    r"(live|latest|\d+)": "latest",
    r"(\d+)": "{page_id}",
}


def routes() -> Iterator[tuple[str, str]]:
    """Name and route of each address under `/cms/`; each action on many or of the API apart."""
    for name, route in _walk(get_resolver().url_patterns):
        if not route.startswith("cms/") or name in _NOT_ASKED:
            continue
        if name == "wagtail_bulk_action":
            yield from _bulk_actions()
        elif "<str:action_name>" in route:
            for action in PagesAdminAPIViewSet.actions:
                yield f"{name}:{action}", route.replace("<str:action_name>", action)
        else:
            yield name, route


def _bulk_actions() -> Iterator[tuple[str, str]]:
    for model in (Page, User, *get_snippet_models()):
        where = f"{model._meta.app_label}/{model._meta.model_name}"
        for action in bulk_action_registry.get_bulk_actions_for_model(
            model._meta.app_label, model._meta.model_name
        ):
            route = f"cms/bulk/{where}/{action.action_type}/"
            yield f"bulk:{model._meta.model_name}:{action.action_type}", f"{route}?id=<int:bulk>"


def _walk(patterns: list[Any], prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, route, inner)
        else:
            yield space + (one.name or route), route


class Things:
    """Hold one thing of each kind for the numbers in addresses, some of them in review."""

    def __init__(self, guide: Guide, author: Any) -> None:
        self.guide = guide
        self.page = sound("page", guide)
        self.snippets = {
            "faqitem": sound("question", guide),
            "glossaryterm": sound("word", guide),
            "faqcategory": CategoryFactory(),
            "topic": TopicFactory(),
            "source": SourceFactory(),
            "picture": PictureFactory(),
            "synonymgroup": SynonymFactory(),
            "alarmgroup": AlarmFactory(),
        }
        self.waiting = {
            "page": edited(guide.article(), author),
            "faqitem": edited(QuestionFactory(), author),
            "glossaryterm": edited(TermFactory(), author),
        }
        for one in self.waiting.values():
            one.get_workflow().start(one, author)
        for one in self.snippets.values():
            one.save_revision()
        self.person = UserFactory()
        self.photo = Image.objects.create(title="A photo", file=ContentFile(PIXEL, "photo.png"))
        self.redirect = Redirect.objects.create(old_path="/old", redirect_link="/")

    def address(self, route: str) -> str:
        """The route with things in it."""
        route = route.replace("^", "").replace("$", "").replace("\\.", ".").replace(".*", "x")
        model = next((name for name in self.snippets if f"/{name}/" in route), "page")
        in_workflow = "/workflow" in route and "cms/workflows" not in route
        thing = self.waiting.get(model) if in_workflow else None
        thing = thing or self.snippets.get(model, self.page)
        values = self._values(route, model, thing)
        for pattern, value in _UNNAMED.items():
            route = route.replace(pattern, value.format(**values))
        return "/" + _ARGUMENT.sub(lambda found: str(values[found[1]]), route)

    def _values(self, route: str, model: str, thing: Any) -> dict[str, Any]:
        """Return what each argument stands for."""
        state = thing.current_workflow_state
        page = thing if model == "page" else self.page
        return {
            "pk": self._pk(route, thing),
            "object_id": thing.pk,
            "page_id": page.pk,
            "page_pk": page.pk,
            "page_to_move_id": page.pk,
            "parent_page_id": self.guide.articles.pk,
            "destination_id": self.guide.articles.pk,
            "revision_id": thing.latest_revision_id,
            "workflow_state_id": state.pk if state else 0,
            "task_state_id": state.current_task_state_id if state else 0,
            "task_id": Task.objects.get().pk,
            "workflow_pk": Workflow.objects.get().pk,
            "redirect_id": self.redirect.pk,
            "collection_id": Collection.objects.get().pk,
            "bulk": self.person.pk if "/user/" in route else thing.pk,
            "kind": "page",
            "app_label": "review" if "cms/workflows" in route else "content",
            "app_name": "content",
            "content_type_app_name": "content",
            "model_name": self._model(route),
            "content_type_model_name": "articlepage",
            "action_name": "reject",
            "session_id": 0,
            "document_id": 0,
            "image_id": self.photo.pk,
            "doc_id": 0,
            "uploaded_file_id": 0,
            "filter_spec": "original",
            "uidb64": "x",
            "token": "x",
        }

    def _model(self, route: str) -> str:
        """The model that an address names."""
        if "cms/settings" in route:
            return "sitesettings"
        return "signofftask" if "cms/workflows" in route else "articlepage"

    def _pk(self, route: str, thing: Any) -> int:
        """Return what a number without a better name stands for."""
        others = {
            "cms/users/": self.person,
            "cms/images/": self.photo,
            "cms/groups/": Group.objects.first(),
            "cms/sites/": self.guide.site,
            "cms/settings/": self.guide.site,
            "cms/collections/": Collection.objects.get(),
            "cms/workflows/tasks/": Task.objects.get(),
            "cms/workflows/": Workflow.objects.get(),
        }
        found = next((one for start, one in others.items() if route.startswith(start)), thing)
        return int(found.pk)
