"""The commands that ask the archive: ask, digest, search."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answering.questions import Question
from bot.cli.door import bugs_logged
from bot.cli.drawing import PictureFile, write_picture
from bot.cli.options import AsOf, Data, Json, Since, Until, clock
from bot.cli.screens import show, write_json

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.answering.answers import Answer, JsonValue
    from bot.answering.explanation import Explanation
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
            help='Answer each row {"id", "question", "as_of"} of a JSON lines file, in order; "as_of" may be absent. '
            "Always writes JSON.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say how the question was read, what was considered, and why the rest was left out."
        ),
    ] = False,
    picture: PictureFile = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question: the figure, the words it rests on, and the links."""
    from bot.cli.batch import Defaults, answer_rows, open_rows, speakable
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.pictures import chart_of
    from bot.rendering.terminal import render_answer, render_explanation

    if batch and question:
        raise typer.BadParameter("give a question or --batch, not both.", param_hint="--batch")
    if batch and picture:
        raise typer.BadParameter("one picture shows one answer: leave --batch out.", param_hint="--picture")
    settings = prepared(data)
    now = clock(as_of)
    defaults = Defaults(now, since, until)
    with bugs_logged(settings.data):
        if batch:
            with open_rows(batch) as rows, opened_answerer(settings) as (answerer, view):
                for row in answer_rows(rows, partial(_answer_row, answerer, explain=explain), view, defaults):
                    write_json(row)
            return
        asked = Question(speakable(" ".join(question or ())), since=since, until=until)
        with opened_answerer(settings) as (answerer, view):
            answer, explanation = _answered(answerer, asked, view(now), explain=explain)
        if json:
            write_json(_row(answer, explanation))
        else:
            show(render_answer(answer), *([render_explanation(explanation, answer.why)] if explanation else []))
        if picture:
            write_picture(picture, chart_of(answer))


def _answered(
    answerer: "Answerer", question: Question, view: "View", *, explain: bool
) -> "tuple[Answer, Explanation | None]":
    return answerer.explain(question, view) if explain else (answerer.answer(question, view), None)


def _answer_row(answerer: "Answerer", question: Question, view: "View", *, explain: bool) -> "dict[str, JsonValue]":
    return _row(*_answered(answerer, question, view, explain=explain))


def _row(answer: "Answer", explanation: "Explanation | None") -> "dict[str, JsonValue]":
    if explanation is None:
        return answer.as_json()
    return answer.as_json() | {"why": list(answer.why), "explanation": explanation.as_json()}


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
    from bot.cli.batch import speakable
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.terminal import render_answer

    settings = prepared(data)
    with bugs_logged(settings.data):
        form = Form.TIMELINE if timeline else Form.DIGEST
        wanted = speakable(" ".join(topic or ())).strip() or EVERYTHING
        with opened_answerer(settings) as (answerer, view):
            answer = answerer.answer(Question(wanted, since=since, until=until, form=form), view(clock(as_of)))
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
    from bot.cli.batch import speakable
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.exports import passage_row
    from bot.rendering.terminal import render_passages

    settings = prepared(data)
    with bugs_logged(settings.data):
        wanted = Question(speakable(" ".join(words))).text
        with opened_answerer(settings) as (answerer, view):
            ranked = answerer.search(wanted, view(clock(as_of)), limit=limit)
        if json:
            for passage in ranked:
                write_json(passage_row(passage))
        else:
            show(render_passages(ranked))
