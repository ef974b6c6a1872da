"""Briefs made by hand, for the tests of writing."""

from datetime import UTC, datetime

from bot.answering.answers import Answer, AnswerWindow, CountedIncidents, Freshness
from bot.answering.composition.composing import Citations, compose_quotes
from bot.answering.composition.quoting import Excerpt
from bot.answering.writing.briefs import Brief, Option
from tests.bot.answering.news import Told, planned

FERRY = Told(
    "2026-03-02",
    "The ferry Alder Queen ran aground off Stonehaven Bay on Monday with 214 people on board. Nobody was hurt, the "
    "harbour master Ilse Brandt said.",
    title="Ferry runs aground off Stonehaven Bay",
)
TOWED = Told(
    "2026-03-03",
    "Two tugs pulled the Alder Queen free on Tuesday morning, and she was towed to Port Ellery.",
    title="Alder Queen towed to Port Ellery",
    by="Coast Courier",
)
QUESTION = "What happened to the Alder Queen?"
COUNT = "How many people were on board the Alder Queen?"


def brief(
    question: str = QUESTION, *told: Told, options: tuple[Option, ...] = (), unquoted: tuple[Told, ...] = ()
) -> Brief:
    """Give a brief whose archive quotes the first sentence of each article, and has others beside."""
    told = told or (FERRY, TOWED)
    citations = Citations()
    quotes = [Excerpt(each.as_stored(), each.span_of(each.text.split(". ")[0].rstrip("."))) for each in told]
    composed = compose_quotes(quotes, citations)
    now = datetime(2026, 3, 4, tzinfo=UTC)
    answer = Answer(
        id=None,
        question=question,
        as_of=now,
        kind="passages",
        abstained=False,
        readings=(),
        answer=composed.text,
        notes=(),
        window=AnswerWindow(None, None),
        figures=(),
        history=(),
        conflicts=(),
        incidents=CountedIncidents(0, (), 0),
        citations=citations.all(),
        ranked=(),
        freshness=Freshness(now, 0, None),
        timings_ms={},
    )
    passages = tuple(each.as_passage() for each in (*told, *unquoted))
    return Brief(question, now, planned(question, today="2026-03-04"), passages, options, answer)


def count_brief() -> Brief:
    """Give a brief of which one number is to be chosen."""
    first = brief(COUNT)
    quotes = [citation.quote for citation in first.answer.citations]
    return brief(COUNT, options=(Option(2, quotes[1], 2, 0.2), Option(214, quotes[0], 1, 0.6)))
