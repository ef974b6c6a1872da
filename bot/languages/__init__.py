"""What is said to people, in their language. Knows no Discord and no news.

The code says it in English; a gettext catalogue a language (`de.po`) says the rest. Which language is spoken belongs to
the task that is running, as its locale does in any gettext program: whoever speaks for another, says so once.
"""

from bot.languages.reasons import say_reason
from bot.languages.speaking import ANSWERED, ENGLISH, INTERFACE, RIGHT_TO_LEFT, speak, speaking, spoken
from bot.languages.wording import (
    marked,
    say,
    say_count,
    say_day,
    say_language,
    say_month,
    say_name,
    say_number,
    say_weekday,
)

__all__ = [
    "ANSWERED",
    "ENGLISH",
    "INTERFACE",
    "RIGHT_TO_LEFT",
    "marked",
    "say",
    "say_count",
    "say_day",
    "say_language",
    "say_month",
    "say_name",
    "say_number",
    "say_reason",
    "say_weekday",
    "speak",
    "speaking",
    "spoken",
]
