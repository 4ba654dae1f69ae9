from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.accounts.models import User


@pytest.mark.parametrize(
    ("person", "signature"),
    [
        (User(first_name="Ada", last_name="Reed", credentials="RN"), "Ada Reed, RN"),
        (User(first_name="Ada", last_name="Reed"), "Ada Reed"),
        (User(username="reed", credentials="MD, FRCP"), "reed, MD, FRCP"),
        (User(username="reed"), "reed"),
    ],
)
def test_a_person_is_named_with_credentials(person: User, signature: str) -> None:
    assert person.signature == signature


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234", "adareedadareed"])
def test_an_easy_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="adareedadareed"))


def test_a_long_password_of_any_words_is_fine() -> None:
    validate_password("four calm words together", User(username="reed"))
