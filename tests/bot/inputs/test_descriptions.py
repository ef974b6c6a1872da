"""What a person wants to have said of a source, as they type it."""

import pytest

from bot.inputs.descriptions import description
from ingest import Description, InputError


def test_what_is_not_given_stays_and_what_is_empty_goes() -> None:
    assert description(publisher=None, tags=None, language=None) == Description()
    assert description(publisher=" ", tags=[""], language="") == Description("", (), "")


def test_words_are_put_on_one_line_each() -> None:
    said = description(publisher=" The\nHarbour ", tags=[" sea ", "", "old ports"], language=" EN ")

    assert said == Description("The Harbour", ("sea", "old ports"), "en")


@pytest.mark.parametrize(
    ("tags", "language", "sentence"),
    [
        (["a"] * 11, None, "A source has at most 10 tags, and these are 11."),
        (["a" * 81], None, "80 characters at most"),
        (None, "English", "“English” is no language code"),
    ],
    ids=["many", "long", "language"],
)
def test_what_cannot_be_said_is_one_sentence(tags: list[str] | None, language: str | None, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        description(publisher=None, tags=tags, language=language)
