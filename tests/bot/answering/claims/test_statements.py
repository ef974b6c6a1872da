"""Which sentences of a message are claims."""

import pytest

from bot.answering.claims.statements import MOST, claims_in

FLOOD = "A flood in Tamra killed 12 people."
MAYOR = "The mayor of Tamra has resigned."


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        pytest.param(FLOOD, (FLOOD,), id="a sentence"),
        pytest.param(f"{FLOOD} {MAYOR}", (FLOOD, MAYOR), id="two sentences"),
        pytest.param(f"> {FLOOD}\nwow", (FLOOD,), id="a quote with what is said of it"),
        pytest.param(f"lol {FLOOD}", (FLOOD,), id="an interjection before it"),
        pytest.param(
            f"<@123> **{FLOOD}** <https://news.example/1>", (f"{FLOOD}",), id="a mention, emphasis and an address"
        ),
        pytest.param(f"[{FLOOD[:-1]}](https://news.example/1).", (FLOOD,), id="words that lead to an address"),
        pytest.param(f"{MAYOR} Is that true?", (MAYOR,), id="a question behind it"),
        pytest.param("US troops were attacked.", ("US troops were attacked.",), id="a country in capitals is not 'us'"),
        pytest.param("Did a flood hit Tamra?", (), id="a question"),
        pytest.param("good morning everyone!", (), id="a greeting"),
        pytest.param("I think Tamra is lovely.", (), id="an opinion"),
        pytest.param("Tamra should build a dam.", (), id="a demand"),
        pytest.param("that was so loud again today", (), id="nobody and nothing named"),
        pytest.param("", (), id="no text"),
    ],
)
def test_what_news_could_bear_out_is_a_claim(message: str, claims: tuple[str, ...]) -> None:
    assert claims_in(message) == claims


def test_of_a_long_message_the_first_claims_are_checked() -> None:
    assert claims_in(f"{FLOOD} " * 20) == (FLOOD,) * MOST
