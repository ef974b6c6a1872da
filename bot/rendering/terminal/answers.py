"""An answer on a terminal."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from shlex import quote

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.answers import Answer, AnswerWindow, Citation, Conflict, Figure
from bot.answering.composition.phrasing import count_words, day, day_of, figure_phrase, moment_of, number
from bot.languages import say, speaking
from bot.rendering.headings import window_heading
from bot.rendering.quoting import parted_marks
from bot.rendering.terminal.stories import SHOWN, story_blocks
from bot.rendering.terminal.words import INDENT, command, indented, linked, one_line, quoted, spaced

_CITATION_MARK = re.compile(r"\[\d+]")


def render_answer(answer: Answer, *, stories: int = SHOWN) -> RenderableType:
    """Give how the question was read where that is not plain, the answer, then the words that it rests on.

    In the language of the question, as far as the answer is.
    """
    with speaking(answer.language):
        is_below = _lists_stories_below(answer)
        blocks = [
            _opening(answer),
            *_quotes(answer.quotes, told=answer.answer),
            *(story_blocks(answer, limit=stories) if is_below else ()),
            *_related(answer),
            *_history(answer.history),
            *(_conflict(conflict, answer.citations) for conflict in answer.conflicts),
            *_freshness(answer),
        ]
    return Group(*spaced(blocks))


def _opening(answer: Answer) -> RenderableType:
    return Group(
        *(Text(one_line(reading), style="yellow") for reading in answer.readings),
        _headline(answer),
        *_reason(answer),
        *(Text(one_line(note), style="yellow") for note in (*answer.notes, *filter(None, [answer.written]))),
        *_advice(answer),
        *_parts(answer.figures[:1], answer.answer),
        *([] if _is_talk(answer) else _read_as(answer.window, answer.as_of)),
    )


def _is_talk(answer: Answer) -> bool:
    """Tell whether nothing of the archive is said."""
    return answer.is_aside and not answer.citations


def _headline(answer: Answer) -> Text:
    told = [line for line in answer.answer.splitlines() if line.strip() and not _is_told_below(line, answer)]
    lines = [parted_marks(one_line(line)) for line in told]
    text = Text("\n".join(lines), style="yellow" if answer.abstained else "")
    if not answer.written:  # bold is the archive's alone
        text.stylize("bold", 0, len(lines[0]) if lines else 0)
    if answer.figures:
        figure = re.escape(number(answer.figures[0].value))
        text.highlight_regex(rf"(?<![\d,.]){figure}(?![\d,.]\d|\d)", "bold green")
    text.highlight_regex(_CITATION_MARK, "cyan")
    return text


def _lists_stories_below(answer: Answer) -> bool:
    """Tell whether stories have a list of their own: the answer's lines stay where more is quoted beneath them."""
    lines = answer.answer.splitlines()
    is_told_further = any(line.startswith("• ") for line in lines) and any(line.startswith("“") for line in lines)
    return bool(answer.stories) and not is_told_further


def _is_told_below(line: str, answer: Answer) -> bool:
    """Tell whether a line says what the table of earlier figures or the list of stories says better."""
    if line.startswith(("• ", "… ")) and _lists_stories_below(answer):
        return True
    cited = {f"[{figure.citation}]" for figure in answer.history}
    return bool(cited) and cited == set(_CITATION_MARK.findall(line))


def _reason(answer: Answer) -> Iterator[RenderableType]:
    reason = answer.freshness.reason
    if reason and reason not in answer.answer:
        yield Text(one_line(reason))


def _advice(answer: Answer) -> Iterator[RenderableType]:
    """Say what to do where there is nothing to answer from."""
    if answer.kind == "no_coverage" and not answer.freshness.newest and not answer.is_aside:
        yield Text("Add articles: sitrep ingest FILE. Or a source: sitrep sources add URL")
    if answer.wider:
        yield command(f"sitrep ask {quote(answer.wider)}")


def _parts(asked: Sequence[Figure], text: str) -> Iterator[RenderableType]:
    for figure in asked:
        shares = [f"{number(part.value)} in {one_line(part.place)}" for part in figure.parts]
        if any(share not in text for share in shares):
            yield Text(f"Of these: {' · '.join(shares)}")


def _read_as(window: AnswerWindow, as_of: datetime) -> Iterator[RenderableType]:
    days = window_heading(window) or say("all time")
    told = say("Window: {days}, as of {moment}.", days=f"{days[:1].lower()}{days[1:]}", moment=moment_of(as_of))
    yield Text(told, style="dim")
    if window.alternatives:
        meant = "; ".join(map(one_line, window.alternatives))
        yield Text(say("It could also mean: {meant}.", meant=meant), style="dim")


def _related(answer: Answer) -> Iterator[RenderableType]:
    if answer.related and not answer.citations:
        yield Text(say("Nearest coverage, which does not answer this"), style="bold")
        yield from _quotes(answer.related, told="")


def _quotes(citations: Sequence[Citation], *, told: str) -> Iterator[RenderableType]:
    """Give each quote with its link, but those that the answer has told already once an article."""
    repeated: dict[tuple[str | None, str], list[Citation]] = {}
    for citation in citations:
        key = (citation.url, citation.title) if citation.quote in told else (None, str(citation.n))
        repeated.setdefault(key, []).append(citation)
    for those in repeated.values():
        citation = those[0]
        quote = [] if citation.quote in told else [quoted(citation.quote)]
        where = [] if citation.title == citation.publisher else [linked(citation.url, citation.title)]
        yield Group(_mark(citation, those), *quote, *where)


def _mark(citation: Citation, those: Sequence[Citation]) -> Text:
    return Text.assemble(
        ("".join(f"[{one.n}] " for one in those).ljust(INDENT), "cyan"),
        (one_line(citation.publisher), "bold"),
        f", {day_of(citation)}",
    )


def _history(figures: Sequence[Figure]) -> Iterator[RenderableType]:
    if not figures:
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for figure in figures:
        mark = Text(f"[{figure.citation}]", style="cyan")
        table.add_row(day(figure.as_of), figure_phrase(figure), _speaker(figure), mark)
    yield Group(Text(say("Earlier figures"), style="bold"), indented(table))


def _speaker(figure: Figure) -> str:
    return one_line(figure.said_by) if figure.said_by else say("speaker not named")


def _conflict(conflict: Conflict, citations: Sequence[Citation]) -> RenderableType:
    quotes = {citation.n: citation.quote for citation in citations}
    return Group(
        Text(say("Reports disagree about {about}", about=one_line(conflict.about)), style="bold red"),
        *(side for figure in conflict.figures for side in _side(figure, quotes)),
    )


def _side(figure: Figure, quotes: dict[int, str]) -> Iterator[RenderableType]:
    said = f"{figure_phrase(figure)}, {_speaker(figure)}, {day(figure.as_of)} "
    yield indented(Text.assemble(said, (f"[{figure.citation}]", "cyan")))
    if figure.citation in quotes:
        yield indented(quoted(quotes[figure.citation]))


def _freshness(answer: Answer) -> Iterator[RenderableType]:
    freshness = answer.freshness
    sentences = []
    if freshness.newest and answer.kind != "no_coverage":
        sentences.append(say("Newest relevant article: {moment}.", moment=moment_of(freshness.newest)))
    if freshness.sources_failing:
        failing = count_words(freshness.sources_failing, "source is", "sources are")
        sentences.append(f"{failing} failing: newer reports may be missing.")
    if sentences:
        yield Text(" ".join(sentences), style="dim")
