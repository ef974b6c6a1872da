"""Courtesies: what is said to the bot and asks for no news, with the line that fits. Pure.

English ones are told by `small_talk`. In other languages it is greetings, thanks and farewells alone, each a whole
message, and the line is said in the language.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache

from bot.answering.conversation.phrases import read_phrases, said_in
from bot.languages import ANSWERED, ENGLISH, marked, say

WHAT_I_DO = marked(
    "Ask me about the news: a number, a person, a place, or the latest on something. "
    "Then go on from there: “and last month?”, “who said that?”."
)
"""What it can do, told with the first courtesy of a talk."""


class Courtesy(Enum):
    """What a message is that asks for no news, with what fits."""

    GREETING = marked("Hello!")
    WELL_BEING = "All well here, thank you."
    THANKS = marked("You're welcome.")
    FAREWELL = marked("See you.")
    PRAISE = "Thank you, that is kind."
    LAUGHTER = "Glad that you are amused."
    ASSENT = "Noted."
    REFUSAL = "All right."
    APOLOGY = "No harm done."
    INSULT = "Sorry to have been of no use. Where an answer is wrong, its reasons show how it came about."
    IDENTITY = "I am sitrep, a program that answers from news articles, with the words and links they rest on."
    HELP = "I answer from the news articles that were added here, with the words and links they rest on."
    PERSONAL = "I am only a program that reads the news, so there is little to tell of me."
    CREATION = "I only quote the news: making things up is what I must never do."
    OPINION = "I hold no opinions. I can tell what is reported, and by whom."
    UNREADABLE = "I did not understand that."
    """Is not learned: of its words nothing is known."""
    CHATTER = "I can only answer questions about the news."

    @property
    def introduces(self) -> bool:
        """Whether it asks what it talks to, or begins with it: that is told with what it can do at any time."""
        return self in {Courtesy.GREETING, Courtesy.IDENTITY, Courtesy.HELP}

    def line(self, *, is_known: bool) -> str:
        """Give what fits, then what it can do, unless the asker has seen that: `is_known`."""
        return say(self.value) if is_known and not self.introduces else f"{say(self.value)} {say(WHAT_I_DO)}"


def foreign_courtesy_of(message: str) -> tuple[str, Courtesy] | None:
    """Tell what courtesy the whole of `message` is in another language than English, with that language's code."""
    said = said_in(message)
    languages = (code for code in ANSWERED if code != ENGLISH)
    meant = ((code, name, whole) for code in languages for name, whole in _foreign_phrases(code).items())
    return next(((code, Courtesy[name]) for code, name, whole in meant if whole.fullmatch(said)), None)


@cache
def _foreign_phrases(code: str) -> Mapping[str, re.Pattern[str]]:
    return read_phrases("foreign_courtesies.toml", code)
