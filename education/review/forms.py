"""Forms for a sign-off, a withdrawal and a request for changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from education.review.dates import months_later
from education.review.enums import ReviewScope
from education.review.sign_off import MONTHS, MOST_MONTHS, SignOffData

_SHORTEST_REASON = 10  # letters


def _long_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=AdminAutoHeightTextInput, max_length=2000, **kwargs)


class SignOffForm(forms.Form):
    """Form with an attestation and the date of the next review."""

    seen = forms.CharField(widget=forms.HiddenInput)
    scope = forms.ChoiceField(
        label=_("What are you signing off?"),
        choices=[
            (ReviewScope.FULL, _("The whole text: I have read all of it")),
            (
                ReviewScope.MINOR,
                _("A small edit, such as a typo: the earlier review still stands"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=ReviewScope.FULL,
    )
    next_review_on = forms.DateField(
        label=_("Next review"),
        widget=AdminDateInput,
        required=False,
        help_text=_(
            "Usually in 12 months; in 36 months at the latest. A small edit keeps the earlier date."
        ),
    )
    correction = _long_field(
        label=_("Correction"),
        required=False,
        help_text=_(
            "Only if readers may have seen something wrong: say what was wrong and why it changed. "
            "Shown to readers."
        ),
    )
    note = _long_field(
        label=_("Note"),
        required=False,
        help_text=_("For colleagues: what you checked, what to watch. Not shown to readers."),
    )
    attest = forms.BooleanField(
        label=_("I have read this version. As far as I know it is correct, and I stand by it."),
        error_messages={"required": _("Tick the box to sign.")},
    )

    def __init__(self, *args: Any, can_be_minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["next_review_on"].initial = months_later(today, MONTHS)
        if not can_be_minor:
            del self.fields["scope"]

    def clean_next_review_on(self) -> Any:
        """Return the date; None for a small edit, which keeps the date of the review before.

        Raise ValidationError unless it is in the next 36 months.
        """
        if self.cleaned_data.get("scope") == ReviewScope.MINOR:
            return None
        day, today = self.cleaned_data["next_review_on"], timezone.localdate()
        if day is None:
            raise ValidationError(_("Choose the date of the next review."))
        last = months_later(today, MOST_MONTHS)
        if not today < day <= last:
            message = _("Choose a date after today, no later than %(last)s.")
            raise ValidationError(message, params={"last": f"{last:%Y-%m-%d}"})
        return day

    @property
    def attestation(self) -> SignOffData:
        """Return the answers of the reviewer from a valid form."""
        said = self.cleaned_data
        return SignOffData(
            seen=said["seen"],
            next_review_on=said["next_review_on"],
            scope=ReviewScope(said.get("scope") or ReviewScope.FULL),
            note=said["note"],
            correction=said["correction"],
        )


class ReasonForm(forms.Form):
    """Form for the reason of a withdrawal or of a request for changes."""

    reason = _long_field(
        label=_("Reason"),
        min_length=_SHORTEST_REASON,
        error_messages={
            "required": _("Please give a reason (at least 10 characters)."),
            "min_length": _("Please give a reason (at least 10 characters)."),
        },
        help_text=_("One or two sentences that a colleague can act on."),
    )


class CommentForm(forms.Form):
    """Form for a comment on a text as a whole."""

    text = _long_field(
        label=_("Comment"),
        help_text=_(
            "Shown here and in the editor. It does not change the text: you can still sign it off."
        ),
    )
