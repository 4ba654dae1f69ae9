"""Choosers of pages, questions, terms and images, which may not be public: templates ask."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser


def get_examples(chooser: Any, number: int) -> list[Any]:
    """Return up to `number` published objects to choose, for the preview of a block."""
    return list(chooser.model_class.objects.public()[:number])


class PageChoice(blocks.PageChooserBlock):
    """A chooser of one page of this guide."""

    refers_to: ClassVar[str] = "pages"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"page_type": ["content.ContentPage"], **kwargs})

    class Meta:
        icon = "doc-empty"
        label = _("Page")


class QuestionChoice(SnippetChooserBlock):
    """A chooser of one question from the FAQ."""

    refers_to: ClassVar[str] = "questions"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "faq.FAQItem", **kwargs})

    class Meta:
        icon = "help"
        label = _("Question")


class TermChoice(SnippetChooserBlock):
    """A chooser of one term from the glossary."""

    refers_to: ClassVar[str] = "terms"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "glossary.GlossaryTerm", **kwargs})

    class Meta:
        icon = "openquote"
        label = _("Term")


class PictureChoice(SnippetChooserBlock):
    """A chooser of one drawing from the picture library."""

    refers_to: ClassVar[str] = "pictures"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "content.Picture", **kwargs})

    @cached_property
    def widget(self) -> AdminSnippetChooser:
        """Return the chooser of a form, without a link to edit, as not all may edit pictures."""
        return AdminSnippetChooser(model=self.model_class, icon="image", show_edit_link=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class PhotoChoice(ImageChooserBlock):
    """A chooser of one photo or scan from the image library."""

    refers_to: ClassVar[str] = "photos"

    @cached_property
    def widget(self) -> AdminImageChooser:
        """Return the chooser of a form, without a link to edit, as not all may edit photos."""
        return AdminImageChooser(show_edit_link=False)

    class Meta:
        icon = "image"
        label = _("Photo")
