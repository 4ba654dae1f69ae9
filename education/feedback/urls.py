"""Route of the feedback form."""

from __future__ import annotations

from django.urls import path

from education.feedback import views

urlpatterns = [path("", views.feedback, name="feedback")]
