"""A place that somebody names in the language that is spoken, as the news in English calls it. Pure."""

from bot.answering.question.dictionaries import folded, places_of
from bot.languages import ENGLISH, spoken


def read_place(typed: str) -> str:
    """Give "Iraq" for "Irak"; what Unicode's CLDR does not name stays as it was typed."""
    if spoken() == ENGLISH:
        return typed
    return places_of(spoken()).get(" ".join(folded(typed).split()), typed)
