"""The commands that ask the archive: ask, search."""

from pathlib import Path
from typing import Annotated

import typer

from bot.answering.questions import Question
from bot.cli.door import bugs_logged
from bot.cli.drawing import PictureFile, write_picture
from bot.cli.options import AsOf, Data, Json, Since, Until, clock
from bot.cli.screens import show, write_json

SHOWN_PASSAGES = 10


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
    picture: PictureFile = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question: the figure, the words it rests on, and the links."""
    from bot.cli.batch import Defaults, answer_rows, open_rows, speakable
    from bot.cli.workplace import opened_answerer, prepared
    from bot.rendering.pictures import chart_of
    from bot.rendering.terminal import render_answer

    if batch and question:
        raise typer.BadParameter("give a question or --batch, not both.", param_hint="--batch")
    if batch and picture:
        raise typer.BadParameter("one picture shows one answer: leave --batch out.", param_hint="--picture")
    settings = prepared(data)
    now = clock(as_of)
    with bugs_logged(settings.data):
        if batch:
            with open_rows(batch) as rows, opened_answerer(settings) as (answerer, view):
                for row in answer_rows(rows, answerer.answer, view, Defaults(now, since, until)):
                    write_json(row)
            return
        asked = Question(speakable(" ".join(question or ())), since=since, until=until)
        with opened_answerer(settings) as (answerer, view):
            answer = answerer.answer(asked, view(now))
        if json:
            write_json(answer.as_json())
        else:
            show(render_answer(answer))
        if picture:
            write_picture(picture, chart_of(answer))


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
