"""Feedback: what members say of answers, one vote a member and answer, under the code of who votes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from bot.records.askers import Asker
from bot.records.schema import votes
from ingest import Database, put


class Vote(StrEnum):
    """What a member says of an answer: that it helped, or what is wrong with it."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    """Without a reason, yet or at all."""
    WRONG_NUMBER = "wrong_number"
    OLD_NEWS = "old_news"
    OFF_TOPIC = "off_topic"
    SOURCE_PROBLEM = "source_problem"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a member says would be right."""

    value: str = ""
    """The right number, in the member's words; empty where they gave none."""
    url: str = ""
    """Where that stands."""
    trace: str | None = None
    """The explanation of the answer, as JSON: what `sitrep ask --explain --json` prints under `explanation`."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A vote with the answer that it is of, as that was shown."""

    answer: str
    """The name under which the answer was kept."""
    server: str | None
    vote: Vote
    made: datetime
    content: str
    """The answer, as JSON."""
    amendment: Amendment


class Ballots:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cast(self, feedback: Feedback, *, asker: Asker) -> None:
        """Store what `asker` says of an answer, in the place of what they said of it before."""
        values = {
            "answer": feedback.answer,
            "asker": asker,
            "server": feedback.server,
            "vote": feedback.vote.value,
            "made": feedback.made,
            "content": feedback.content,
            "right_value": feedback.amendment.value,
            "right_url": feedback.amendment.url,
            "trace": feedback.amendment.trace,
        }
        with self._database.writing() as connection:
            put(connection, votes, values)

    def of_server(self, server: str | None) -> tuple[Feedback, ...]:
        """Give what was said in one server, or in direct messages, the newest first."""
        return self._found(server=server)

    def all(self) -> tuple[Feedback, ...]:
        """Give what was said anywhere, the newest first."""
        return self._found()

    def _found(self, **of: str | None) -> tuple[Feedback, ...]:
        wanted = [votes.c[name].is_not_distinct_from(value) for name, value in of.items()]
        newest_first = select(votes).where(*wanted).order_by(votes.c.made.desc(), votes.c.answer, votes.c.asker)
        with self._database.reading() as connection:
            rows = connection.execute(newest_first).all()
        return tuple(
            Feedback(
                answer=row.answer,
                server=row.server,
                vote=Vote(row.vote),
                made=row.made,
                content=row.content,
                amendment=Amendment(row.right_value, row.right_url, row.trace),
            )
            for row in rows
        )


def forget_votes_naming(connection: Connection, names: Callable[[str], bool]) -> None:
    """Forget votes whose answer or trace, as JSON, `names` tells to name what is to go."""
    rows = connection.execute(select(votes.c.answer, votes.c.content, votes.c.trace)).all()
    for row in rows:
        if names(row.content) or (row.trace and names(row.trace)):
            connection.execute(delete(votes).where(votes.c.answer == row.answer))
