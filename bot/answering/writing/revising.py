"""The archive's own answer, and above it what a reader said and a passage bears out. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer
from bot.answering.composition.composing import Citations
from bot.answering.composition.phrasing import brief_day_of, number
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.vetting import Borne, Check, vetted

WRITTEN: Final = "Written by a language model, checked against the quotes."
UNBORNE: Final = "What the language model wrote is not in the sources."


def revised(brief: Brief, pieces: Sequence[Piece], *, check: Check) -> Answer:
    """Give the answer with what of `pieces` is borne out; the archive's own stays beneath, its quotes whole.

    A figure in bold is never a reader's: of a choice is told what it chose, beside the quotes.
    """
    for choice in pieces:
        if isinstance(choice, Choice):
            return replace(brief.answer, written=_chosen(brief, choice))
    statements = [piece for piece in pieces if isinstance(piece, Statement)]
    shown = [borne for statement in statements if (borne := vetted(statement, brief, check))]
    citations = Citations(list(brief.answer.citations))
    lines = [_line(borne, citations) for borne in shown if not _is_quoted(borne, brief.answer)]
    text = "\n".join(dict.fromkeys(filter(None, lines)))
    if not text:
        return replace(brief.answer, written=UNBORNE) if statements and not shown else brief.answer
    return replace(brief.answer, answer=f"{text}\n{brief.answer.answer}", citations=citations.all(), written=WRITTEN)


def failed(answer: Answer, told: str) -> Answer:
    """Give the archive's own answer, and say why no language model wrote."""
    return replace(answer, written=f"Without the language model: {told}.")


def _chosen(brief: Brief, choice: Choice) -> str:
    option = brief.options[choice.option - 1]
    return (
        f"Of these a language model takes {number(option.value)} [{option.citation}]; the archive does not settle it."
    )


def _line(borne: Borne, citations: Citations) -> str | None:
    """Say the statement, then who says so, when; `None` where no quote of its own words can be shown any more."""
    marks = {citations.cite(passage.stored, sentence): sentence for passage, sentence in borne.by}
    cited = [citations.all()[n - 1] for n in marks]
    own = [each for each, span in zip(cited, marks.values(), strict=True) if span.start <= each.start < span.end]
    if not own:
        return None
    told = f"{borne.text.rstrip('.')} ({own[0].publisher}, {brief_day_of(own[0])})"
    return f"{told} {''.join(f'[{each.n}]' for each in own)}."


def _is_quoted(borne: Borne, answer: Answer) -> bool:
    """Tell whether the answer quotes the very words already."""
    return any(borne.text.rstrip(".") == citation.quote.rstrip(".") for citation in answer.citations)
