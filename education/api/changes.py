"""Record the changes of public texts, in the transactions that make them."""

from __future__ import annotations

from typing import Any

from education.api.models import ChangeKind, PublicChange
from education.api.texts import PublicText, find_public_text, get_public_texts
from education.content.public_urls import get_default_site
from education.content.signal_handlers import get_path
from education.review.models import SignOff


def record_publication(text: Any) -> None:
    """Record that a text was published or signed off, if readers may see it."""
    public = find_public_text(get_default_site(), get_path(text))
    if public is None or public.row.pk != text.pk:
        return
    known = PublicChange.objects.filter(text_kind=public.kind, text_id=text.pk).still_public()
    urls = {*known.values_list("url", flat=True)}
    if urls - {public.url}:  # It moved, and what is below it with it.
        record_all()
    elif not urls:
        _change_of(public, ChangeKind.PUBLISHED).save()
    sign_off = public.review.record[0] if public.review.record else None
    if sign_off and sign_off.revision_id == public.row.live_revision_id:
        _record_sign_off(public, sign_off)


def record_all() -> None:
    """Compare the record with what is public now, and record what differs."""
    public = {one.url: one for one in get_public_texts(get_default_site())}
    known = {one.url: one for one in PublicChange.objects.still_public()}
    PublicChange.objects.bulk_create(
        _change_of(one, ChangeKind.PUBLISHED) for url, one in public.items() if url not in known
    )
    PublicChange.withdraw(one for url, one in known.items() if url not in public)


def _record_sign_off(public: PublicText, sign_off: SignOff) -> None:
    if PublicChange.objects.filter(sign_off=sign_off).exists():
        return
    kind = ChangeKind.CORRECTED if sign_off.correction else ChangeKind.REVIEWED
    change = _change_of(public, kind)
    change.sign_off, change.words = sign_off, sign_off.correction
    change.save()


def _change_of(public: PublicText, kind: ChangeKind) -> PublicChange:
    return PublicChange(
        kind=kind,
        text_kind=public.kind,
        text_id=public.row.pk,
        url=public.url,
        title=public.title[:255],
        language=public.language,
    )
