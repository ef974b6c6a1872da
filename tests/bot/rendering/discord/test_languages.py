"""Answers, incidents and sources in each language of the interface: the same, and within the same limits."""

from dataclasses import replace

import pytest

from bot.answering.answers import Answer
from bot.languages import INTERFACE, speaking
from bot.rendering.discord.answers import answer_text, answer_view
from bot.rendering.discord.explanations import why_view
from bot.rendering.discord.incidents import no_incidents_view
from bot.rendering.discord.quotes import quotes_view
from tests.bot.rendering.discord.examples import CONFLICT, FIGURE, LEDGER, NOTHING_KNOWN, NOW, PASSAGES
from tests.bot.rendering.discord.reading import check_layout, check_plain, lines, shown, width

NOTE = "Zahlen und Vorfälle werden nur aus englischen Artikeln gelesen."


@pytest.mark.parametrize("code", INTERFACE)
@pytest.mark.parametrize(
    "answer",
    [CONFLICT, FIGURE, LEDGER, NOTHING_KNOWN, PASSAGES],
    ids=["conflict", "figure", "ledger", "nothing known", "passages"],
)
def test_an_answer_is_as_long_as_it_may_be_in_every_language(code: str, answer: Answer) -> None:
    with speaking(code):
        view = answer_view(answer, ())
        check_layout(view)
        check_layout(quotes_view(answer, 0, ()))
        check_layout(why_view(answer))
        check_plain(answer_text(answer))
        assert width(shown(view).translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))) <= 600


def test_what_stands_around_an_answer_is_in_the_language_that_is_spoken() -> None:
    with speaking("de"):
        assert lines(answer_view(FIGURE, ()))[-2:] == [
            "-# Seit 17. Okt. 2023 (UTC) · Stand <t:1701432000:R> · neuester Artikel <t:1700677800:R>",
            (
                "-# [1 Meridian Wire](<https://meridianwire.example/2023/11/22/attacks>), 22. Nov. 2023"
                " (meridianwire.example) · +1 weitere"
            ),
        ]


def test_what_is_read_from_english_alone_is_said_however_long_the_quotes_are() -> None:
    long = "\n".join(f"“{'Wort ' * 30}”[{n}] (Küstenbote, 16. Nov. 2023)" for n in (1, 2, 3))
    answer = replace(PASSAGES, answer=long, notes=(NOTE,), language="de")
    with speaking("de"):
        assert f"-# {NOTE}" in lines(answer_view(answer, ()))
        assert width(shown(answer_view(answer, ()))) <= 600


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("es", "Ningún incidente coincide, entre 1 artículo hasta el 1 dic 2023, 12:00 UTC."),
        ("fr", "Aucun incident ne correspond, parmi 1 article jusqu’au 1 déc. 2023, 12:00 UTC."),
        ("ar", "لا حوادث مطابقة بين 1 من المقالات حتى \u20681 ديسمبر 2023، 12:00 UTC\u2069."),
    ],
)
def test_that_there_are_no_incidents_is_said_with_its_count_and_day(code: str, told: str) -> None:
    with speaking(code):
        assert told in shown(no_incidents_view("", articles=1, newest=NOW))
