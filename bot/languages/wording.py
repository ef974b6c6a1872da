"""Sentences, counts and days in the language that is spoken."""

import re
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final

from bot.languages.speaking import ENGLISH, RIGHT_TO_LEFT, spoken

_ISOLATED: Final = "\u2068{}\u2069"
"""FIRST STRONG ISOLATE and its end (Unicode UAX 9): a name within keeps its own direction, its commas too."""
_OTHERWISE: Final = re.compile(r"[A-Za-z]")


def say(message: str, /, **values: object) -> str:
    """Say `message`, which is written in English, with `values` in the places of their names."""
    return _filled(_catalogue(spoken()).gettext(message), values)


def marked(message: str) -> str:
    """Mark a message that is said later, so that the catalogues hold it; it stays as it is."""
    return message


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Say what is counted in the number that the language has for it; `{count}` is the count, its thousands grouped."""
    return _filled(_catalogue(spoken()).ngettext(one, many, count), {"count": say_number(count)} | values)


def say_number(value: float) -> str:
    """Write a number with its thousands grouped as the language does."""
    if spoken() == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=spoken())


def say_day(moment: date) -> str:
    """Write a day without ambiguity: 22 Nov 2023."""
    if spoken() == ENGLISH:
        return f"{moment.day} {moment:%b %Y}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMd", moment, locale=spoken())


def say_month(moment: date) -> str:
    """Write a month: Nov 2023."""
    if spoken() == ENGLISH:
        return f"{moment:%b %Y}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", moment, locale=spoken())


def say_weekday(moment: date) -> str:
    """Name the day of the week."""
    if spoken() == ENGLISH:
        return f"{moment:%A}"
    from babel.dates import format_date

    return format_date(moment, "EEEE", locale=spoken())


def say_language(code: str) -> str | None:
    """Name a language by its ISO 639-1 code; `None` where Unicode's CLDR knows none of it."""
    from babel import Locale

    name: str | None = Locale.parse(spoken()).languages.get(code)
    return name


def say_name(name: str) -> str:
    """Give the name of a command or option: English ones, and only they, are their own."""
    return _catalogue(spoken()).pgettext("name", name)


def _filled(message: str, values: dict[str, object]) -> str:
    told = {name: _isolated(str(value)) for name, value in values.items()} if spoken() in RIGHT_TO_LEFT else values
    return message.format_map(told)


def _isolated(value: str) -> str:
    return _ISOLATED.format(value) if _OTHERWISE.search(value) else value


@cache
def _catalogue(code: str) -> NullTranslations:
    """Read a catalogue from its source: it is small, and so nothing has to be compiled before it counts."""
    if code == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with files(__package__).joinpath(f"{code}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
