"""Questions that nothing answered, those of one thing together."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.answering.answers import Answer, unanswered
from bot.gaps import gaps

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def asked(question: str, day: int = 1) -> Answer:
    return unanswered(question, "Nothing answers this.", now=NOW.replace(day=day))


def test_questions_of_one_thing_stand_together_and_the_most_asked_first() -> None:
    found = gaps(
        [
            asked("Is the mayor of Odesa still in office?", day=9),
            asked("How high is the dam in Ruritania?", day=8),
            asked("how high is the Ruritania dam", day=7),
            asked("How high is the dam in Ruritania?", day=6),
        ],
        read=(),
    )

    assert [(gap.asked, gap.questions) for gap in found] == [
        (3, ("How high is the dam in Ruritania?", "how high is the Ruritania dam")),
        (1, ("Is the mayor of Odesa still in office?",)),
    ]
    assert [gap.newest.day for gap in found] == [8, 9]
    assert [each.covers for each in found[1].suggestions] == ["Ukraine", "Ukraine"]


def test_what_was_answered_and_small_talk_are_no_gaps() -> None:
    answered = replace(asked("How high is the dam?"), abstained=False)
    aside = replace(asked("hello"), is_aside=True)

    assert gaps([answered, aside], read=()) == ()
