"""What an asker wants to know, checked when built."""

from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from bot.answering.question.digesting import Form
from bot.errors import QuestionError
from bot.languages import say, say_number

MAX_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the asker's words, with the window they set beside it, if any."""

    text: str
    id: str | None = None
    since: date | None = None
    until: date | None = None
    zone: tzinfo = UTC
    """Whose days "today" and "since Monday" mean."""
    form: Form | None = None
    """In which form stories of what `text` names are wanted, where the asker chose one; else the words tell."""
    story: tuple[str, ...] = ()
    """What tells of the story that it goes on from: the question before, titles that answered it."""
    in_full: str = ""
    """What passages are read beside, where that is not its text."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise QuestionError(
                say("The question is empty. Ask for instance: how many people were arrested in the riot?")
            )
        if len(self.text) > MAX_CHARACTERS:
            raise QuestionError(
                say(
                    "The question has {count} characters; at most {most} are read. Ask one thing at a time.",
                    count=say_number(len(self.text)),
                    most=say_number(MAX_CHARACTERS),
                )
            )
        refuse_empty(self.since, self.until)


def refuse_empty(since: date | None, until: date | None) -> None:
    """Raise `QuestionError` where no day lies in a window."""
    if since and until and since > until:
        raise QuestionError(
            say("The window is empty: since {since} lies after until {until}. Swap them.", since=since, until=until)
        )
