"""Login and MFA views."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.account import LoginView

from portal.accounts.mfa import throttling
from portal.accounts.mfa.forms import CodeForm, PasskeyForm
from portal.accounts.mfa.middleware import to_sign_in
from portal.accounts.mfa.session import (
    Kind,
    complete,
    get_password_user,
    has_factor,
    may_remove_factor,
)
from portal.accounts.models import User


class SignIn(LoginView):
    """Wagtail's login view, which leads from the password to the second factor."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect to the second factor if the password was accepted a moment ago."""
        if not request.user.is_authenticated and get_password_user(request):
            return redirect_to_login(self.get_success_url(), reverse("accounts:second_factor"))
        return super().get(request, *args, **kwargs)


class SecondFactor(RedirectURLMixin, TemplateView):
    """View that asks for a code or a passkey; users without a factor add one first."""

    template_name = "accounts/second_factor.html"
    next_page = "wagtailadmin_home"
    person: User
    form: Form

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect users without an accepted password or without a second factor."""
        person = get_password_user(request)
        if person is None:
            return to_sign_in(request)
        if not has_factor(person):
            return redirect("mfa_index")
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the code or passkey, one attempt of a user at a time."""
        with transaction.atomic():
            # One attempt of a user at a time: no code is accepted twice, and each is counted.
            User.objects.select_for_update().get(pk=self.person.pk)
            return self._passkey() if "credential" in request.POST else self._code()

    def _code(self) -> HttpResponse:
        if throttling.is_locked(self.request, self.person):
            return self._ask(CodeForm(user=self.person))
        form = CodeForm(user=self.person, data=self.request.POST)
        if not form.is_valid():
            if form.has_error("code", "incorrect_code"):  # An empty field is no attempt.
                throttling.record_failure(self.request, self.person)
            return self._ask(form)
        throttling.reset_failures(self.person)
        return self._let_in(form)

    def _passkey(self) -> HttpResponse:
        """Check a passkey, even while codes are locked: a passkey cannot be guessed."""
        form = PasskeyForm(user=self.person, data=self.request.POST)
        return self._let_in(form) if form.is_valid() else self._ask(form)

    def _let_in(self, form: Any) -> HttpResponse:
        form.save()
        complete(self.request, self.person)
        return redirect(self.get_success_url())

    def _ask(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add forms for the kinds of factor that the user has."""
        context = super().get_context_data(next=self.get_success_url(), **kwargs)
        context.setdefault("form", CodeForm(user=self.person))
        kinds = set(Authenticator.objects.filter(user=self.person).values_list("type", flat=True))
        context["has_app"] = Kind.TOTP in kinds
        if Kind.WEBAUTHN in kinds:
            context["passkey"] = PasskeyForm(user=self.person)
            context["js_data"] = {"request_options": begin_authentication(self.person)}
        return context


class Overview(IndexView):
    """View of all second factors of a user."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a factor may be removed."""
        may_remove = may_remove_factor(self.request.user)
        return super().get_context_data(may_remove=may_remove, **kwargs)


class RemovePasskey(RemoveWebAuthnView):
    """View that removes a passkey, but not the last factor where MFA is required."""

    success_url = reverse_lazy("mfa_index")

    def get_queryset(self) -> QuerySet[Authenticator]:
        """Return the passkeys that the user may remove."""
        keys = super().get_queryset()
        return keys if may_remove_factor(self.request.user) else keys.none()
