"""The commands for a start: demo, doctor."""

from dataclasses import asdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli.door import bugs_logged
from bot.cli.options import Data, Json, this_moment
from bot.cli.screens import show, write_json
from bot.exits import FAILED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.doctor import Diagnosis
    from ingest import Archive, Settings

Bench = Annotated[
    bool,
    typer.Option("--bench", metavar="", help="Also measure how fast it encodes and answers: half a minute."),
]


def demo(*, data: Data = None) -> None:
    """See it work: a sample archive, the headline question, the latest incidents, what to type next."""
    from bot import demo as sample
    from bot.answering.answerer import Answerer
    from bot.answering.incidents.latest import Filters, latest
    from bot.cli.workplace import opened_archive, prepared, question_encoder
    from bot.rendering.terminal.answers import render_answer
    from bot.rendering.terminal.incidents import render_incidents
    from bot.rendering.terminal.words import render_next_steps

    settings = prepared(data)
    own = settings.data
    settings = settings.model_copy(update={"data": sample.demo_folder(own), "database_url": None})
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        show(sample.SAMPLE_NOTE, "")
        fill_sample(archive, settings)
        answerer = Answerer(archive=archive, encoder=question_encoder(settings))
        show(
            "",
            Text(f"> {sample.HEADLINE.text}", style="bold"),
            render_answer(answerer.answer(sample.HEADLINE, sample.LAST_DAY)),
        )
        incidents = latest(archive, sample.LAST_DAY, Filters()).incidents[: sample.SHOWN_INCIDENTS]
        show(
            "",
            Text("The latest incidents", style="bold"),
            "",
            render_incidents(incidents),
            "",
            render_next_steps(sample.next_commands(settings.data)),
            "",
            sample.whose_archive(own),
        )


def doctor(*, bench: Bench = False, json: Json = False, data: Data = None) -> None:
    """Say what is wrong and what to do: settings, database, disk, Chroma, model, token."""
    from bot.cli.workplace import prepared
    from bot.doctor import Verdict, examine
    from bot.rendering.terminal.diagnoses import render_diagnosis

    settings = prepared(data)
    failed = False
    with bugs_logged(settings.data):
        for diagnosis in chain(examine(settings, now=this_moment()), _speeds(settings) if bench else ()):
            failed |= diagnosis.verdict is Verdict.FAIL
            if json:
                write_json(asdict(diagnosis))
            else:
                show(render_diagnosis(diagnosis))
    if failed:
        raise typer.Exit(FAILED)


def _speeds(settings: "Settings") -> "Iterator[Diagnosis]":
    from bot.answering.answerer import Answerer
    from bot.cli.workplace import ingest_encoder, opened_archive, question_encoder
    from bot.demo import demo_folder
    from bot.speed import measure
    from ingest import ARCHIVE_FILE_NAME

    if not (settings.database_url or (settings.data / ARCHIVE_FILE_NAME).exists()):
        settings = settings.model_copy(update={"data": demo_folder(settings.data)})
    with opened_archive(settings) as archive:
        answerer = Answerer(archive=archive, encoder=question_encoder(settings))
        yield from measure(ingest_encoder(settings), answerer)


def fill_sample(archive: "Archive", settings: "Settings") -> None:
    """Take the sample in, unless it is there."""
    from bot import demo as sample
    from bot.cli.progress import with_bar
    from bot.cli.rereading import read_anew
    from bot.cli.workplace import ingest_encoder
    from bot.filling import Stated, fill
    from bot.rendering.terminal.intakes import render_intakes
    from ingest import left_to_reread

    if sample.is_filled(archive):
        show("The sample is in the archive already: nothing to embed.")
        read_anew(archive, behind=left_to_reread(archive))
        return
    load = partial(ingest_encoder, settings)
    filling = fill([sample.SAMPLE], Stated(), archive=archive, load_embedder=load, clock=this_moment)
    intake = list(with_bar(filling, [sample.SAMPLE]))[-1]
    show(render_intakes([intake]))
