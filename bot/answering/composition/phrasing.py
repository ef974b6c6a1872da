"""Figures, dates and windows as an English sentence says them. Pure."""

import re
from datetime import date, datetime

from bot.answering.answers import Citation, Figure, Ranked
from bot.languages import say, say_day, say_number
from ingest import (
    CASUALTIES,
    CURRENCIES,
    EVENTS,
    ROUND,
    Article,
    Casualties,
    DateQuality,
    Incident,
    Tally,
    TallyKind,
    family_of,
    is_plural,
    singular,
    vague_words,
)

_QUALIFIER = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "nearly": "nearly ",
}
_IRREGULAR = {"person": "people", "man": "men", "woman": "women", "child": "children"}
_VERB = re.compile(
    r"kills?|killing|dies?|dying|injur(?:es?|ing)|wounding|hurts|arresting|detain(?:s|ing)?|displac(?:es?|ing)"
    r"|evacuat(?:es?|ing)|abduct(?:s|ing)?|kidnap",
    re.IGNORECASE,
)
"""Verbs of headlines ("Quake kills 12"), which name nobody."""
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

_YEAR_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?=[/_-])")


def figure_phrase(figure: Figure) -> str:
    """Say a figure with its qualifier and what is counted: "about 66 attacks", "more than 14,000 people killed"."""
    qualifier, said = _QUALIFIER[figure.qualifier], number(figure.value)
    if figure.unit in CURRENCIES:
        return f"{qualifier}{figure.unit}{' ' if figure.unit.isalpha() else ''}{said}"
    if figure.unit == "%":
        return f"{qualifier}{said}%"
    if vague := vague_words(figure.counts, figure.value):
        return _vaguely(vague.lower(), figure)
    return f"{qualifier}{said if figure.value else 'no'} {figure.unit}".strip()


def _vaguely(words: str, figure: Figure) -> str:
    """Say "dozens of people killed", "more than a hundred homes": no number that the text has not."""
    if words in ROUND:
        return f"{'' if figure.qualifier == 'about' else _QUALIFIER[figure.qualifier]}{words} {figure.unit}".strip()
    return f"{words} {figure.unit}" if family_of(figure.unit) else f"{words} of {figure.unit}"


def unit_phrase(tally: Tally) -> str:
    """Name what a tally counts: repeated actions by the measure ("times" are attacks), people by what befell them."""
    head = tally.unit.split()[-1].lower() if tally.unit else ""
    if tally.measure == "percent":
        return "%"
    is_repeated = tally.measure in EVENTS and head in {"times", "occasions", tally.measure}
    unit = f"{tally.measure}s" if is_repeated else tally.unit
    agreed = in_number(unit, tally.value, is_named_singly=tally.kind is TallyKind.ORDINAL)
    return befallen(agreed, tally.measure) if tally.measure in CASUALTIES else agreed


def in_number(unit: str, value: float, *, is_named_singly: bool = False) -> str:
    """Give `unit` in the number that `value` asks for: 1 attack, 0 attacks; an ordinal names one of those it counts."""
    before, gap, head = unit.rpartition(" ")
    if value == 1:
        return before + gap + (singular(head.lower()) if head.islower() else singular(head))
    return before + gap + _plural(head) if is_named_singly else unit


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("" if is_plural(noun) else "es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def befallen(unit: str, measure: str) -> str:
    """Name people by what befell them: "people killed", but plain "deaths" and "wounded", which say it themselves."""
    *whose, head = unit.split() or [""]
    if _VERB.fullmatch(head):
        head = measure
    return " ".join((*whose, head.lower())) if family_of(head) == measure else f"{unit} {measure}".strip()


def number(value: float) -> str:
    """Write a number as news does: thousands grouped, round millions in words, no needless decimals."""
    for size, name in _LARGE:
        if abs(value) >= size and round(value / size, 3) * size == value:
            return f"{value / size:g} {name}"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def day(moment: date) -> str:
    """Write a day without ambiguity: 22 Nov 2023."""
    return say_day(moment)


def brief_day_of(dated: Article | Citation | Ranked) -> str:
    """Write the same without the time of first sight, which stands with the quotes."""
    match dated.date_quality:
        case DateQuality.STATED:
            return day(dated.published)
        case DateQuality.INFERRED:
            return _undated(dated)
        case DateQuality.CLAMPED:
            return say("dated in the future")


def origin_of(article: Article) -> str:
    """Write whose words stand before it and of which day, in as few words as tell it: "(Post, 1 Jul 2021)"."""
    return f"({article.publisher}, {brief_day_of(article)})"


def day_of(dated: Article | Citation | Ranked) -> str:
    """Write the day of publication; where none is stated that can be, say so and when it was first seen."""
    told = brief_day_of(dated)
    if dated.date_quality is DateQuality.STATED:
        return told
    return say("{told}; first seen {day}", told=told, day=day(dated.published))


def _undated(dated: Article | Citation | Ranked) -> str:
    year = _YEAR_IN_ADDRESS.search(dated.url or "")
    if year and int(year[1]) < dated.published.year:
        return say("no date given, {year} in its address", year=year[1])
    return say("no date given")


def moment_of(moment: datetime) -> str:
    """Write a moment to the minute with its zone."""
    return say("{day}, {time} UTC", day=day(moment), time=f"{moment:%H:%M}")


def window_phrase(since: date | None, until: date | None) -> str:
    """Write a window: "since 17 Oct 2023", "from 1 Mar 2014 to 31 Mar 2014", "" if open on both sides."""
    if since and until:
        if since == until:
            return say("on {day}", day=day(since))
        return say("from {since} to {until}", since=day(since), until=day(until))
    if since:
        return say("since {day}", day=day(since))
    return say("until {day}", day=day(until)) if until else ""


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: `1 incident`, `1,200 incidents`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def casualties_phrase(incident: Incident) -> str:
    """Say who was hurt: "14 killed, 25 to 30 injured", or that nobody states it."""
    return hurt_phrase(incident.killed, incident.injured)


def hurt_phrase(dead: Casualties, hurt: Casualties) -> str:
    """Say how many were killed and injured, or that nobody states it."""
    killed = say("{people} killed", people=range_words(dead)) if dead != Casualties() else ""
    injured = say("{people} injured", people=range_words(hurt)) if hurt != Casualties() else ""
    return ", ".join(filter(None, (killed, injured))) or say("casualties not stated")


def range_words(people: Casualties) -> str:
    """Write a count of people: "14", "25 to 30", "at least 12"."""
    least = people.best if people.low is None else people.low
    if people.high is None or least is None:
        if least is not None:
            return say("at least {count}", count=say_number(least))
        return say("up to {count}", count=say_number(people.high or 0))
    if least == people.high:
        return say_number(least) if least else say("nobody")
    return say("{least} to {most}", least=say_number(least), most=say_number(people.high))
