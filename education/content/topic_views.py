"""Admin views that list topics, and merge two topics that mean the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import LiveStatusTagColumn, NumberColumn, UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from education.content.models import Topic
from education.content.redirects import redirect_address
from education.content.snippet_lists import ListingView

_LIST = reverse_lazy("wagtailsnippets_content_topic:list")
COLUMNS = [
    "name",
    "lead",
    NumberColumn("pages", label=gettext_lazy("Pages"), sort_key="pages"),
    NumberColumn("questions", label=gettext_lazy("Questions"), sort_key="questions"),
    NumberColumn("terms", label=gettext_lazy("Terms"), sort_key="terms"),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]


def may_merge(user: Any) -> bool:
    """Return whether a user may change topics and delete them, as a merge does both."""
    return user.has_perms(["content.change_topic", "content.delete_topic"])


def merge(old: Topic, into: Topic, user: Any) -> None:
    """Merge a topic into another one, and redirect the old address to the new one."""
    with transaction.atomic():
        before, after = old.get_absolute_url(), into.get_absolute_url()
        log(old, "wagtail.delete", user=user, deleted=True)
        old.merge_into(into)
        redirect_address(before, after)
        log(into, "wagtail.edit", user=user, content_changed=True)


class TopicListing(ListingView):
    """The list of topics, with the numbers of their uses."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the topics with their status and the numbers of their uses."""
        return Topic.with_uses().with_status().defer("latest_revision__content")

    def get_list_more_buttons(self, instance: Topic) -> list[MenuItem]:
        """Add a button that merges the topic, for users who may merge topics."""
        buttons: list[MenuItem] = super().get_list_more_buttons(instance)
        if may_merge(self.request.user):
            url = reverse("wagtailsnippets_content_topic:merge", args=[instance.pk])
            buttons.append(MenuItem(_("Merge"), url=url, icon_name="resubmit", priority=40))
        return buttons


class MergeForm(forms.Form):
    """A form to choose the topic that stays."""

    into = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("Everything about the old topic will be about this one."),
    )

    def __init__(self, *args: Any, old: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["into"]
        choice.queryset = Topic.objects.filter(locale=old.locale).exclude(pk=old.pk)


class MergeView(WagtailAdminTemplateMixin, FormView):
    """A screen that asks which topic stays, says what will happen, and merges the topics."""

    form_class = MergeForm
    template_name = "content/topic_merge.html"
    page_title = gettext_lazy("Merge topic")
    header_icon = "tag"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied if the user may not merge topics."""
        if not may_merge(request.user):
            raise PermissionDenied
        self.old = get_object_or_404(Topic.with_uses(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Return the name of the topic that will be deleted."""
        return str(self.old)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the list of topics and this screen."""
        listed = {"url": _LIST, "label": Topic._meta.verbose_name_plural}
        here = {"url": "", "label": self.page_title, "sublabel": self.old.name}
        return [*self.breadcrumbs_items, listed, here]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the topic that will be deleted, which the form does not offer."""
        return {**super().get_form_kwargs(), "old": self.old}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the topic that will be deleted and the address of the list."""
        return super().get_context_data(**kwargs, old=self.old, list_url=_LIST)

    def form_valid(self, form: MergeForm) -> HttpResponse:
        """Merge the topics, and redirect to the list."""
        into, name = form.cleaned_data["into"], self.old.name
        merge(self.old, into, self.request.user)
        text = _("“%(old)s” is now part of “%(into)s”.")
        messages.success(self.request, text % {"old": name, "into": into})
        return redirect(_LIST)
