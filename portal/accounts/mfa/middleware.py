"""Middleware that treats a user who has not completed MFA as anonymous."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.accounts.mfa.session import (
    complete,
    get_password_user,
    has_factor,
    is_complete,
    is_enrolling,
    is_fresh,
    note_added,
)
from portal.accounts.models import User

View = Callable[..., HttpResponse]


def mfa_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> View:
    """Replace request.user by AnonymousUser until MFA is complete.

    `request.known_user` keeps the user of the session for the MFA views.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        found = request.user
        request.known_user = found  # type: ignore[attr-defined]
        # Only when a view asks, as Django does it: public pages never touch the session.
        request.user = SimpleLazyObject(lambda: _user_if_complete(request, found))  # type: ignore[assignment]
        return get_response(request)

    return middleware


def _user_if_complete(request: HttpRequest, user: Any) -> Any:
    return user if user.is_authenticated and is_complete(request, user) else AnonymousUser()


def mfa_reauthentication_required(view: View) -> View:
    """Require a recent second factor for a view of MFA settings, unless the user has none yet.

    Without an accepted password the view redirects to the login.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = get_password_user(request)
        if person is None:
            return to_sign_in(request)
        had_factor = has_factor(person)
        if had_factor and not is_fresh(request):
            return redirect_to_login(request.get_full_path(), reverse("accounts:second_factor"))
        request.user = person
        response = view(request, *args, **kwargs)
        if not had_factor and has_factor(person):
            note_added(request)
        return response

    return checked


def finish_enrolment(view: View) -> View:
    """Complete MFA after the user has seen the recovery codes: the last step of enrolment."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if is_enrolling(request) and isinstance(request.user, User):
            complete(request, request.user)
        return response

    return seen


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the login, and back to this URL afterwards."""
    return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
