"""A small real model goes on with conversations: `python -m tests.benchmarks.reworded --archive DIR --said FILE`.

Turns of `labels/conversation.jsonl` that lean on another, asked of the archive that `tests.benchmarks.conversation
--archive DIR` filled, answered by the archive alone and as the model puts the question, writes and translates. What it
makes up is judged as `tests.benchmarks.models` judges it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from statistics import median
from time import perf_counter

from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.conversation.conversing import Converser, latest_turn
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Piece, Statement
from bot.answering.writing.prompting import Request
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import revised
from bot.answering.writing.rewording import may_be_reworded, reworded
from bot.answering.writing.vetting import vetted
from bot.cli.workplace import opened_answerer, prepared
from bot.inputs.moments import parse_moment
from bot.language_model import LanguageModel
from bot.writing import READ_BY_MODEL, rewritten
from ingest import View
from tests.benchmarks.conversation import Outcome, outcome
from tests.benchmarks.measuring import Results, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, Score, share
from tests.benchmarks.models import endpoint_of, made_up_in, parsed_arguments

RIGHT = {Outcome.ANSWERED, Outcome.REFUSED}


@dataclass
class Overheard:
    """A reader of whom is kept what it says."""

    reader: Reader
    put: str = ""
    """What it wrote for a question put whole."""
    told: list[tuple[Brief, Statement]] = field(default_factory=list)

    async def read(self, brief: Brief) -> AsyncGenerator[Piece, None]:
        async for piece in self.reader.read(brief):
            if isinstance(piece, Statement):
                self.told.append((brief, piece))
            yield piece

    async def said(self, request: Request) -> str:
        self.put = await self.reader.said(request)
        return self.put


@dataclass(frozen=True)
class Turn:
    """A turn as the archive answers it, and as it is shown once the model has had its say."""

    label: Row
    alone: Answer
    shown: Answer
    heard: Overheard
    seconds: float
    own_seconds: float

    @property
    def is_read_anew(self) -> bool:
        prefix = READ_BY_MODEL.partition("“")[0]
        return any(reading.startswith(prefix) for reading in self.shown.readings)


def main() -> None:
    arguments = parsed_arguments(__doc__, labels="conversation.jsonl")
    results = Results("reworded", model=arguments.model)
    rows = [row for row in read_rows(arguments.labels) if row["kind"] != "small_talk"]
    labels = sorted(rows, key=lambda row: sha256(row["topic"].encode()).digest())  # an order that nobody chose
    with opened_answerer(prepared(arguments.archive)) as (answerer, archive), endpoint_of(arguments) as endpoint:
        converser, view = Converser(archive=archive, answerer=answerer), archive.view

        async def told() -> list[Turn]:
            async with LanguageModel(endpoint) as model:
                turns: list[Turn] = []
                async for turn in turns_of(converser, view, labels, model, most=arguments.questions):
                    turns.append(turn)
                    write_rows(arguments.said, map(as_row, turns))
                return turns

        turns = asyncio.run(told())
    write_scores(results, turns)


async def turns_of(
    converser: Converser, view: Callable[[datetime], View], labels: Sequence[Row], model: Reader, *, most: int
) -> AsyncGenerator[Turn, None]:
    """Give the turns that lean on another and leave a model something to do; what they lean on is the archive's."""
    before: dict[str, Answer | None] = {}
    given = 0
    for label in labels:
        start = perf_counter()
        leant_on = before.get(label.get("follows", ""))
        seen = view(parse_moment(label["as_of"]))
        answer, brief = converser.with_brief(Question(label["question"], id=label["id"]), seen, before=leant_on)
        own_seconds = perf_counter() - start
        before[label["id"]] = latest_turn(answer, leant_on)
        if not may_be_reworded(answer):
            continue
        if given == most:
            return
        given += 1
        yield await turn_of(label, answer, brief, converser, seen, model, own_seconds=own_seconds)


async def turn_of(  # noqa: PLR0913, PLR0917 because a turn is its label, what was answered and who goes on with it
    label: Row,
    answer: Answer,
    brief: Brief | None,
    converser: Converser,
    view: View,
    model: Reader,
    *,
    own_seconds: float,
) -> Turn:
    start, heard = perf_counter(), Overheard(model)

    async def revise(brief: Brief, pieces: Sequence[Piece]) -> Answer:
        return revised(brief, pieces, check=check)

    async def ask(whole: str) -> tuple[Answer, Brief | None]:
        return converser.with_brief(Question(whole, id=label["id"]), view)

    versions = [answer, *[version async for version in rewritten(answer, brief, heard, revise=revise, ask=ask)]]
    turn = Turn(label, answer, versions[-1], heard, perf_counter() - start, own_seconds)
    note(f"{turn.seconds:5.1f} s {label['id']}: {heard.put!r} {turn.shown.written or ''}")
    return turn


def as_row(turn: Turn) -> Row:
    put = {"put": turn.heard.put, "told": [statement.text for _, statement in turn.heard.told]}
    became = {name: outcome(turn.label, each.as_json()) for name, each in (("alone", turn.alone), ("with", turn.shown))}
    seconds = {"seconds": turn.seconds, "own_seconds": turn.own_seconds}
    shown = {"shown": turn.shown.as_json()["answer"], "read_as": turn.shown.understood}
    return {"id": turn.label["id"], "question": turn.label["question"]} | shown | put | became | seconds


def write_scores(results: Results, turns: Sequence[Turn]) -> None:
    asked = [turn for turn in turns if turn.heard.put]
    accepted = [bool(reworded(turn.heard.put, turn.alone)) for turn in asked]
    results.write("reworded_of_asked", share(accepted))
    results.write("read_anew_of_all", share(turn.is_read_anew for turn in turns))
    said = [each for turn in turns for each in turn.heard.told]
    shown = [borne for brief, statement in said if (borne := vetted(statement, brief, check))]
    results.write("made_up_of_written", share(bool(made_up_in(one.text, brief.passages)) for brief, one in said))
    results.write("shown_of_written", share(bool(vetted(one, brief, check)) for brief, one in said))
    results.write("made_up_of_shown", share(bool(made_up_in(one.text, [by for by, _ in one.by])) for one in shown))
    for name, answers in (("without", [turn.alone for turn in turns]), ("with", [turn.shown for turn in turns])):
        became = [outcome(turn.label, each.as_json()) for turn, each in zip(turns, answers, strict=True)]
        results.write(f"right_{name}", share(one in RIGHT for one in became))
        results.write(f"wrong_{name}", share(one is Outcome.WRONG for one in became))
    results.write("seconds_half_of_model", Score(median(turn.seconds for turn in turns), len(turns)))
    results.write("seconds_half_of_archive", Score(median(turn.own_seconds for turn in turns), len(turns)))


if __name__ == "__main__":
    main()
