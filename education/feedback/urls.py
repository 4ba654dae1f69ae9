"""Route of the feedback form."""

from __future__ import annotations

from django.urls import path

from education.feedback import views

app_name = "feedback"
urlpatterns = [path("", views.feedback, name="send")]
