"""URL pattern of the second step of a login. Those in mfa/urls.py have django-allauth's names."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from portal.accounts.mfa.views import SecondFactor

app_name = "accounts"
urlpatterns = [path("check/", never_cache(SecondFactor.as_view()), name="second_factor")]
