"""What is linked instead of given again: the very same, and nothing that was searched by words alone."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.answering.answerer import WORDS_ONLY
from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.cogs.repeats import LINKED_FOR, Repeats
from tests.bot.rendering.discord.examples import FIGURE

ASKED = Question("How many attacks?")


@dataclass(frozen=True)
class Standing:
    """What is noted of a message."""

    id: int = 5
    jump_url: str = "https://discord.example/5"


@pytest.mark.parametrize(
    ("later", "is_linked"),
    [
        pytest.param(replace(FIGURE, as_of=FIGURE.as_of + timedelta(minutes=1)), True, id="the very same"),
        pytest.param(replace(FIGURE, answer="Other words."), False, id="other words"),
        pytest.param(replace(FIGURE, as_of=FIGURE.as_of + LINKED_FOR), False, id="too late"),
        pytest.param(replace(FIGURE, notes=(WORDS_ONLY,)), False, id="of words alone"),
    ],
)
def test_only_the_very_same_is_linked(later: Answer, is_linked: bool) -> None:  # noqa: FBT001 because it is a column of the table
    repeats = Repeats()
    repeats.note(ASKED, FIGURE, 7, Standing())  # type: ignore[arg-type]  # because no more of a message is read

    assert bool(repeats.before(ASKED, later, 7)) is is_linked
