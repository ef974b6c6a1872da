"""Why an answer is what it is, in Discord: the short form. Pure."""

from typing import Final

from discord import ui

from bot.answering.answers import Answer
from bot.languages import say
from bot.rendering.discord.layout import card, lines
from bot.rendering.discord.limits import TITLE_CHARACTERS
from bot.rendering.discord.markup import fitted

_SENTENCE_CHARACTERS: Final = 300
_MOST_SENTENCES: Final = 8


def why_view(answer: Answer) -> ui.LayoutView:
    """Give how the question was read, what decided, and what most of the rest lacked, a line each."""
    question = fitted(answer.question, shown=TITLE_CHARACTERS, sent=2 * TITLE_CHARACTERS)
    sentences = answer.why[:_MOST_SENTENCES] or (say("It was answered before answers were explained. Ask again."),)
    shown = [fitted(sentence, shown=_SENTENCE_CHARACTERS, sent=2 * _SENTENCE_CHARACTERS) for sentence in sentences]
    heading = say("**Why this answer:** {question}", question=question)
    return card([lines(heading, *(f"• {line}" for line in shown))], accent=None, buttons=())
