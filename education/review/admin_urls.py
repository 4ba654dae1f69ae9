"""URL patterns of clinical review and of its reports."""

from __future__ import annotations

from django.urls import path, re_path

from education.review.reports import ReviewReport
from education.review.signer_views import SignersView
from education.review.views import CommentView, SendBackView, SignOffView, WithdrawView

# Nine digits at most: a longer number would overflow the database column.
_TEXT = r"^reviews/(?P<kind>page|question|term)/(?P<pk>[0-9]{1,9})/"

app_name = "review"
urlpatterns = [
    re_path(rf"{_TEXT}$", SignOffView.as_view(), name="sign_off"),
    re_path(rf"{_TEXT}withdraw/$", WithdrawView.as_view(), name="withdraw"),
    re_path(rf"{_TEXT}comment/$", CommentView.as_view(), name="comment"),
    re_path(rf"{_TEXT}send-back/$", SendBackView.as_view(), name="send_back"),
    path("reports/signers/", SignersView.as_view(), name="signers"),
    path("reports/reviews/", ReviewReport.as_view(), name="report"),
    path(
        "reports/reviews/results/",
        ReviewReport.as_view(results_only=True),
        name="report_results",
    ),
]
