"""Configuration of the Infobutton app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InfobuttonConfig(AppConfig):
    """App that answers health records which ask for texts about a code (HL7 Infobutton)."""

    name = "education.infobutton"
    label = "infobutton"
    verbose_name = _("Answers for health records")
