"""What a person wants to have said of a source, read from what they typed. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from bot.languages import say
from ingest import Description, InputError, Outline

MOST_TAGS: Final = 10
LONGEST: Final = 80
"""Characters of a publisher's name, or of a tag."""

_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def description(*, publisher: str | None, tags: Sequence[str] | None, language: str | None) -> Description:
    """Give what is to be said; `None` leaves it as it is, an empty text takes it back. Raises `InputError`."""
    told = None if tags is None else tuple(tag for each in tags if (tag := _line(each)))
    code = None if language is None else language.strip().lower()
    if code and not _LANGUAGE.fullmatch(code):
        raise InputError(say("“{code}” is no language code. Write two letters: en, de, ar, uk.", code=language))
    if told is not None and len(told) > MOST_TAGS:
        raise InputError(
            say("A source has at most {most} tags, and these are {count}.", most=MOST_TAGS, count=len(told))
        )
    return Description(None if publisher is None else _line(publisher), told, code)


def description_in(outline: Outline) -> Description:
    """Give what a list of feeds says of one of them, as far as it can be said here: nobody typed it to be told off."""
    tags = tuple(tag for tag in outline.tags if len(tag) <= LONGEST)[:MOST_TAGS]
    code = (outline.language or "").lower()[:2]
    return Description(
        (outline.publisher or "")[:LONGEST] or None, tags or None, code if _LANGUAGE.fullmatch(code) else None
    )


def _line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST:
        raise InputError(say("“{text}…” is too long: {most} characters at most.", text=line[:20], most=LONGEST))
    return line
