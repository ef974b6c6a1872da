"""What members say of answers, answer by answer, and what it makes of the answer for a benchmark. Pure."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from bot.answering.answers import JsonValue
from bot.gaps import Gap
from bot.records import Amendment, Feedback, Vote
from ingest import find_numbers


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer with all that was said of it; by whom, nobody knows."""

    name: str
    """Under which it was kept."""
    question: str
    as_of: datetime
    answer: str
    """Its text."""
    abstained: bool
    values: tuple[float, ...]
    """The figure that it shows, if it shows any."""
    urls: tuple[str, ...]
    """What it cites."""
    votes: Mapping[Vote, int]
    amendments: tuple[Amendment, ...]
    """Those that say anything, the newest first."""
    newest: datetime
    """When something was last said of it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What moderators look through."""

    rated: tuple[Rated, ...]
    gaps: tuple[Gap, ...]


def rated(feedback: Sequence[Feedback]) -> tuple[Rated, ...]:
    """Put together what is said of each answer; that of which something was said last comes first."""
    by_answer = groupby(sorted(feedback, key=attrgetter("answer")), attrgetter("answer"))
    told = [_rated(list(group)) for _, group in by_answer]
    return tuple(sorted(told, key=lambda one: one.newest, reverse=True))


def _rated(said: Sequence[Feedback]) -> Rated:
    """Read of the answer what every version of the program has stored: votes are older than an update."""
    newest_first = sorted(said, key=lambda one: one.made, reverse=True)
    last = newest_first[0]
    shown = json.loads(last.content)
    return Rated(
        name=last.answer,
        question=shown["understood"] or shown["question"],
        as_of=datetime.fromisoformat(shown["as_of"]),
        answer=shown["answer"],
        abstained=shown["abstained"],
        values=tuple(figure["value"] for figure in shown["figures"][:1]),
        urls=tuple(citation["url"] for citation in shown["citations"] if citation["url"]),
        votes=Counter(one.vote for one in said),
        amendments=tuple(one.amendment for one in newest_first if one.amendment != Amendment()),
        newest=last.made,
    )


def label_row(one: Rated) -> dict[str, JsonValue]:
    """Give the row of `tests/benchmarks/labels/` that an answer and what was said of it make.

    Beside the fields of a label stand what was said, the answer, and why it was so: whoever takes the row judges it.
    """
    is_figure = bool(one.values or one.votes.get(Vote.WRONG_NUMBER))
    right = [number.value for amendment in one.amendments for number in find_numbers(amendment.value)[:1]]
    if not right and one.votes.get(Vote.HELPFUL, 0) > sum(one.votes.values()) / 2:
        right = list(one.values)
    stale = [value for value in one.values if value not in right and one.votes.get(Vote.OLD_NEWS)]
    urls = [amendment.url for amendment in one.amendments if amendment.url] or one.urls
    traces = [amendment.trace for amendment in one.amendments if amendment.trace]
    return {
        "id": f"{one.name}-1",
        "topic": one.name,
        "kind": "figure" if is_figure else "none" if one.abstained else "what",
        **({"figure": "total"} if is_figure else {}),
        "question": one.question,
        "as_of": one.as_of.isoformat(),
        "right": [*dict.fromkeys(right)],
        "stale": [*stale],
        "neighbour": [value for value in one.values if value not in [*right, *stale]],
        "words": [],
        "urls": [*dict.fromkeys(urls)],
        "votes": {vote.value: count for vote, count in one.votes.items()},
        "answer": one.answer,
        "explanation": json.loads(traces[0]) if traces else None,
    }
