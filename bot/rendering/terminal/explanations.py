"""Why an answer is what it is, on a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words, day, number
from bot.answering.explanation import ConsideredFigure, ConsideredPassage, ConsideredValue, Explanation, QuestionRead
from bot.rendering.terminal.words import indented, one_line, quoted, spaced

SHOWN = 12
"""Figures, and passages, shown to a person; `--json` gives all."""


def render_explanation(explanation: Explanation, why: Sequence[str]) -> RenderableType:
    """Give the short form, the question as read, then figures and passages with what became of each."""
    blocks = [
        Text(),
        Group(Text("Why", style="bold"), *(indented(Text(one_line(sentence))) for sentence in why)),
        Group(Text("The question as read", style="bold"), *map(indented, _read(explanation.question))),
        *_listed("number", [_value(value) for value in explanation.values]),
        *_listed("figure", [_figure(figure) for figure in explanation.figures]),
        *_listed("passage", [_passage(passage) for passage in explanation.passages]),
    ]
    return Group(*spaced(blocks))


def _read(question: QuestionRead) -> Iterator[Text]:
    slots: list[tuple[str, Sequence[str] | str | date | None]] = [
        ("asks for", question.counts or question.expects),
        ("measure", question.measure),
        ("about", question.about),
        ("done by", question.agents),
        ("in", question.places),
        ("since", question.since),
        ("until", question.until),
    ]
    for name, value in slots:
        if value:
            said = day(value) if isinstance(value, date) else value if isinstance(value, str) else ", ".join(value)
            yield Text.assemble((f"{name}: ", "dim"), one_line(said))


def _listed(noun: str, shown: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if not shown:
        return
    left = len(shown) - SHOWN
    more = [Text(f"… and {left} more: --json gives all.", style="dim")] if left > 0 else []
    yield Group(Text(f"{count_words(len(shown), noun).capitalize()} considered", style="bold"), *shown[:SHOWN], *more)


def _value(value: ConsideredValue) -> RenderableType:
    heading = Text.assemble((number(value.value), "bold"), f": {value.probability:.2f} likely")
    where = Text(f"{one_line(value.where.publisher)}, {day(value.where.published)}", style="dim")
    return indented(Group(heading, where, quoted(value.where.quote)))


def _figure(figure: ConsideredFigure) -> RenderableType:
    failed = ", ".join(verdict.check for verdict in figure.verdicts if not verdict.passed)
    checks = Text(f"fails: {failed}", style="dim") if failed else Text("passes every check", style="dim")
    said = one_line(f"{number(figure.value)} {figure.unit}")
    heading = Text.assemble((said, "bold"), f": {figure.outcome}; {figure.reason}")
    where = Text(f"{one_line(figure.where.publisher)}, {day(figure.where.published)}", style="dim")
    return indented(Group(heading, where, quoted(figure.where.quote), indented(checks)))


def _passage(passage: ConsideredPassage) -> RenderableType:
    likely = "" if passage.probability is None else f"; {passage.probability:.2f} likely"
    heading = Text.assemble(("answers" if passage.speaks else "left out", "bold"), f": {passage.reason}{likely}")
    where = Text(f"{one_line(passage.where.publisher)}, {day(passage.where.published)}", style="dim")
    words = quoted(passage.where.quote) if passage.speaks else indented(Text(one_line(passage.where.title)))
    return indented(Group(heading, where, words))
