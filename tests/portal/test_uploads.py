"""Files come in where one is expected, and are looked at; nowhere is one kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Image as LibraryImage
from wagtail.users.models import UserProfile

from education.models import FAQItem
from tests.factories import Guide, UserFactory
from tests.portal.stock_forms import EVERY_FORM_WITH_A_FILE

pytestmark = pytest.mark.django_db

IMPORT = "/cms/snippets/education/faqitem/import/"
SCRIPT_IN_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_AND_SCRIPT = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)"
PAGE = b"<!doctype html><script>alert(1)</script>"
