"""Parameters of a request, as record systems write them: HL7 Infobutton, URL-based.

What is read is the code, its system, the words for it, the subtopic, the language and the type of
the answer. Passwords, and what describes the patient, are not even looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from urllib.parse import unquote_plus

from django.conf import global_settings, settings
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from education.content.codes import Code
from education.infobutton.code_systems import read_coded
from education.search import tokenizer
from education.search.tokenizer import plain_word

_MOST_CRITERIA = 10  # An answer has room for three texts.
_LONGEST = 200  # characters of a value that are read
# Record systems write `v`; `c` is its deprecated form. The number tells repeated criteria apart.
_CRITERION = re.compile(
    r"(mainsearchcriteria|subtopic)\.([vc])\.(csn|cs|c|dn|ot)(?:[._]?([0-9]{1,3}))?"
)
_LANGUAGES = (
    "informationrecipient.languagecode.c",
    "informationrecipient.languagecode",
    "informationrecipient.language",
    "performer.languagecode.c",
    "performer.languagecode",
    "performer.language",
)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*(?![^,;\s])")  # the first of several
# Codes of three letters, and one that is none but is sent.
_LANGUAGE_CODES = {"sp": "es", "spa": "es", "eng": "en"}
_NO_LANGUAGE = {"und", "unk"}  # What is sent when nobody knows it.

Values = dict[str, list[str]]


class AnswerType(Enum):
    """Type of an answer."""

    ATOM = "atom"
    JSON = "json"
    HTML = "html"


_TYPES = {
    "text/xml": AnswerType.ATOM,
    "application/xml": AnswerType.ATOM,
    "application/atom+xml": AnswerType.ATOM,
    "application/json": AnswerType.JSON,
    "text/json": AnswerType.JSON,
    "text/html": AnswerType.HTML,
}


class UnreadableRequestError(ValueError):
    """Error raised for a request that cannot be answered, with a sentence that says why."""

    status = 400


class UnknownTypeError(UnreadableRequestError):
    """Error raised for a type of answer that there is not, such as JSONP."""

    status = 415

    def __init__(self) -> None:
        message = _("This type of answer does not exist. knowledgeResponseType may be: %s")
        super().__init__(message % "text/xml, application/json, text/html")


class NothingAskedError(UnreadableRequestError):
    """Error raised when a request has neither a code nor words for one."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is nothing to look for: mainSearchCriteria.v.c (a code, with its system in "
                "mainSearchCriteria.v.cs) and mainSearchCriteria.v.dn (words for it) are missing. "
                "One of them is needed."
            )
        )


@dataclass(frozen=True)
class Criterion:
    """Subject of a request: a code, words for it, or both, each as it was sent."""

    sent_code: str = ""
    sent_system: str = ""
    name: str = ""  # display name
    typed: str = ""  # by the clinician
    number: str = ""  # behind the names of its parameters

    @property
    def code(self) -> Code | None:
        """Return the code, if it is one of a system whose codes texts have."""
        return read_coded(self.sent_code, self.sent_system)

    @property
    def words(self) -> str:
        """Return the words to look for where no code decides; a code may be free text."""
        free = self.sent_code if re.search(r"[^\W\d_]{3}", self.sent_code) else ""
        return "" if self.code else self.name or self.typed or free


@dataclass(frozen=True)
class KnowledgeRequest:
    """Request of a record system."""

    criteria: tuple[Criterion, ...]
    subtopics: tuple[Criterion, ...] = ()
    language: str = ""
    recipient: str = "PAT"

    @property
    def codes(self) -> list[Code]:
        """Return all codes of the request, those of subtopics too."""
        every = (one.code for one in (*self.criteria, *self.subtopics))
        return [code for code in every if code]


def read_type(query: QueryDict, default: AnswerType) -> AnswerType:
    """Return the type of the answer. Raise UnknownTypeError for one that there is not."""
    asked = _first(_values(query), "knowledgeresponsetype").partition(";")[0].strip().lower()
    if not asked:
        return default
    try:
        return _TYPES[asked.replace(" ", "+")]  # A plus that nobody encoded arrives as a blank.
    except KeyError:
        raise UnknownTypeError from None


def read_request(query: QueryDict) -> KnowledgeRequest:
    """Return what a query asks for. Raise NothingAskedError if it asks for nothing."""
    values = _values(query)
    criteria = tuple(_criteria(values, "mainsearchcriteria"))[:_MOST_CRITERIA]
    if not criteria:
        raise NothingAskedError
    subtopics = tuple(_criteria(values, "subtopic"))[:_MOST_CRITERIA]
    recipient = _first(values, "informationrecipient").upper()
    return KnowledgeRequest(
        criteria,
        subtopics,
        _language(values),
        recipient if recipient in {"PAT", "PROV"} else "PAT",
    )


def _values(query: QueryDict) -> Values:
    """Return the values by name, in small letters and without blanks around both.

    A value may be encoded twice, and a link may hold `&amp;` where it should hold `&`.
    """
    values: Values = defaultdict(list)
    for name, sent in query.lists():
        key = re.sub(r"\s", "", name).lower().removeprefix("amp;")
        clean = (tokenizer.clean(unquote_plus(one[: 3 * _LONGEST])) for one in sent)
        values[key] += [one[:_LONGEST] for one in clean if one]
    return values


def _first(values: Values, *names: str) -> str:
    return next((value for name in names for value in values.get(name, ())), "")


def _language(values: Values) -> str:
    """Return the language of the reader in two letters, or of the guide if none is named."""
    sent = _first(values, *_LANGUAGES)
    tag = _TAG.match(sent.lower())
    code = _get_language_names().get(plain_word(sent)) or (tag[1] if tag else "")
    if not code or code in _NO_LANGUAGE:
        code = settings.LANGUAGE_CODE.partition("-")[0]
    return _LANGUAGE_CODES.get(code, code)


@cache
def _get_language_names() -> dict[str, str]:
    """Return the codes of languages by their names, in English and in the language itself."""
    known = ((code, get_language_info(code)) for code, _name in global_settings.LANGUAGES)
    return {
        plain_word(name): code.partition("-")[0]
        for code, info in known
        for name in (info["name"], info["name_local"])
    }


def _criteria(values: Values, subject: str) -> Iterator[Criterion]:
    """Yield the criteria in the order of their numbers; that without a number comes first."""
    found = _fields(values, subject)
    systems = (fields["cs"] for fields in found.values() if "cs" in fields)
    shared = next(systems, "")
    for place in sorted(found):
        fields = found[place]
        system = fields.get("cs") or fields.get("csn") or shared
        one = Criterion(
            fields.get("c", ""),
            system,
            fields.get("dn", ""),
            fields.get("ot", ""),
            "" if place[0] < 0 else str(place[0]),
        )
        if one.code or one.words or one.sent_code:
            yield one


def _fields(values: Values, subject: str) -> dict[tuple[int, int], dict[str, str]]:
    """Return the fields of each criterion, by its number and its place among repeated names."""
    found: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for form in "cv":  # The current form replaces the deprecated one.
        for name, sent in values.items():
            match = _CRITERION.fullmatch(name)
            if match and match[1] == subject and match[2] == form:
                number = int(match[4]) if match[4] else -1
                _enter(found, number, match[3], sent)
    return found


def _enter(
    found: dict[tuple[int, int], dict[str, str]], number: int, name: str, sent: Iterable[str]
) -> None:
    for place, value in enumerate(sent):
        found[number, place][name] = value
