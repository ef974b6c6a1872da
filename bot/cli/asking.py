"""The commands that ask the archive: ask, digest, search."""

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.drawing import PictureFile, write_picture
from bot.cli.inquiring import is_replied, show_reply
from bot.cli.options import AsOf, Data, Json, Since, Until, clock
from bot.cli.screens import show, write_json
from bot.hatch import Inquiry

if TYPE_CHECKING:
    from datetime import datetime

    from bot.answering.answers import Answer
    from bot.answering.conversation.conversing import Converser
    from bot.answering.questions import Question
    from bot.answering.writing.briefs import Brief
    from bot.cli.writing import Write
    from bot.replying import Told
    from bot.settings import BotSettings
    from ingest import View

SHOWN_PASSAGES = 10
SHOWN_STORIES = 10


def ask(  # noqa: PLR0913 because each is one option that a person may give
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="What you want to know, in your own words.", show_default=False),
    ] = None,
    *,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help='Answer each row {"id", "question", "as_of", "follows"} of a JSON lines file, in order. "as_of" may '
            'be absent; "follows" is the id of an earlier row that it goes on from. Always writes JSON.',
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say how the question was read, what was considered, and why the rest was left out."
        ),
    ] = False,
    model: Annotated[
        bool,
        typer.Option(
            "--model",
            help="Let the language model of LLM_BASE_URL write; the question and the passages found go there.",
        ),
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on: each further line is read with what was asked before.")
    ] = False,
    picture: PictureFile = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question: the figure, the words it rests on, and the links."""
    if batch and (question or follow):
        raise typer.BadParameter("give a question or --batch, not both.", param_hint="--batch")
    if picture and (batch or follow):
        raise typer.BadParameter(
            "one picture shows one answer: leave --batch and --follow out.", param_hint="--picture"
        )
    inquiry = Inquiry(" ".join(question or ()), as_of, since, until, explain=explain, json=json)
    if model or follow or picture or not is_replied(inquiry, batch=batch, data=data):
        _ask_here(inquiry, batch=batch, model=model, follow=follow, picture=picture, data=data)


def _ask_here(  # noqa: PLR0913 because each is one option that a person may give
    inquiry: Inquiry, *, batch: Path | None, model: bool, follow: bool, picture: Path | None, data: Path | None
) -> None:
    """Answer in this process."""
    from bot.answering.conversation.conversing import Converser
    from bot.cli.conversing import converse, typed
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.pictures import chart_of
    from bot.replying import Defaults, answer_rows, open_rows, question_in

    settings = prepared(data)
    write = _writer(settings) if model else None
    defaults = Defaults(clock(inquiry.as_of), inquiry.since, inquiry.until)
    with bugs_logged(settings.data), ExitStack() as stack:
        rows = stack.enter_context(open_rows(batch)) if batch else None
        asked = None if follow or rows else question_in(inquiry)
        answerer, archive = stack.enter_context(opened_answerer(settings))
        converser = Converser(archive=archive, answerer=answerer)

        def told(asked: "Question", now: "datetime", before: "Answer | None") -> "Told":
            return _answered(converser, write, asked, archive.view(now), before, explain=inquiry.explain)

        def shown(asked: "Question", before: "Answer | None") -> "Answer":
            answered = told(asked, clock(inquiry.as_of), before)
            show_reply(answered.row() if inquiry.json else answered.shown())
            return answered.answer

        if rows:
            for row in answer_rows(rows, told, defaults):
                show_reply(row)
        elif asked is None:
            converse(
                typed(inquiry.question),
                lambda text, before: shown(question_in(replace(inquiry, question=text)), before),
            )
        else:
            answer = shown(asked, None)
            if picture:
                write_picture(picture, chart_of(answer))


def _writer(settings: "BotSettings") -> "Write":
    """Give what lets the language model write that is set."""
    from bot.cli.writing import as_written
    from bot.language_model import endpoint_in
    from ingest import SettingError

    if (endpoint := endpoint_in(settings)) is None:
        raise SettingError("There is no language model: set LLM_BASE_URL and LLM_MODEL, or leave --model out.")
    return partial(as_written, endpoint=endpoint, check_model=settings.check_model)


def _answered(  # noqa: PLR0913 because each is one thing that a person may give
    converser: "Converser",
    write: "Write | None",
    question: "Question",
    view: "View",
    before: "Answer | None",
    *,
    explain: bool,
) -> "Told":
    from bot.replying import Told

    told = Told(*converser.explain(question, view, before=before)) if explain else None
    if write is None:
        return told or Told(converser.answer(question, view, before=before))
    answer, brief = converser.with_brief(question, view, before=before)

    async def ask(text: str) -> "tuple[Answer, Brief | None]":
        return converser.with_brief(replace(question, text=text), view)

    return Told(write(answer, brief, ask), told.explanation if told else None)


def digest(  # noqa: PLR0913 because each is one option that a person may give
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC", help="What it is to be about; without it, everything.", show_default=False),
    ] = None,
    *,
    since: Since = None,
    until: Until = None,
    timeline: Annotated[
        bool, typer.Option("--timeline", metavar="", help="In the order of events, the first one first.")
    ] = False,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Show at most N stories.")] = SHOWN_STORIES,
    json: Json = False,
    data: Data = None,
) -> None:
    """Tell what is new, story by story: one sentence each, who tells it, and the link."""
    from bot.answering.question.digesting import EVERYTHING, Form
    from bot.answering.questions import Question
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.terminal.answers import render_answer
    from bot.replying import speakable

    settings = prepared(data)
    with bugs_logged(settings.data):
        form = Form.TIMELINE if timeline else Form.DIGEST
        wanted = speakable(" ".join(topic or ())).strip() or EVERYTHING
        with opened_answerer(settings) as (answerer, archive):
            asked = Question(wanted, since=since, until=until, form=form)
            answer = answerer.answer(asked, archive.view(clock(as_of)))
        if json:
            write_json(answer.as_json())
        else:
            show(render_answer(answer, stories=limit))


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words or a sentence to look for.", show_default=False)
    ],
    *,
    as_of: AsOf = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Show at most N passages.")
    ] = SHOWN_PASSAGES,
    json: Json = False,
    data: Data = None,
) -> None:
    """Find the passages nearest to some words, best first."""
    from bot.answering.questions import Question
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.exports import passage_row
    from bot.rendering.terminal.passages import render_passages
    from bot.replying import speakable

    settings = prepared(data)
    with bugs_logged(settings.data):
        wanted = Question(speakable(" ".join(words))).text
        with opened_answerer(settings) as (answerer, archive):
            ranked = answerer.search(wanted, archive.view(clock(as_of)), limit=limit)
        if json:
            for passage in ranked:
                write_json(passage_row(passage))
        else:
            show(render_passages(ranked))
