"""From a question's evidence to what a reader gets of it. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Citation
from bot.answering.composition.composing import MOST_LIKELY
from bot.answering.evidence import Evidence
from bot.answering.inquiry import Inquiry
from bot.answering.writing.briefs import Brief, Option
from ingest import FoundPassage

MOST_PASSAGES: Final = 6
"""About 1,500 tokens: models on small machines have room for 4,000, and read 100 of them a second."""
FEWEST_OPTIONS: Final = 2


def brief_of(inquiry: Inquiry, answer: Answer) -> Brief | None:
    """Give what a reader gets of a question; `None` where the archive leaves nothing to write.

    That is where it states a figure, lists its own incidents or refuses, and where a number is asked for
    and it quotes one value alone.
    """
    evidence, text, now = inquiry.evidence, inquiry.question.text, inquiry.view.now
    if answer.kind != "passages" or not (evidence or inquiry.story_passages):
        return None
    if evidence is None:
        return Brief(text, now, inquiry.plan, inquiry.story_passages[:MOST_PASSAGES], (), answer)
    options = tuple(_options(evidence, answer))
    if evidence.numbers is not None and len(options) < FEWEST_OPTIONS:
        return None
    passages = sorted(evidence.passages, key=lambda passage: not _is_quoted(passage, answer))
    return Brief(text, now, evidence.plan, tuple(passages[:MOST_PASSAGES]), options, answer)


def brief_of_shown(brief: Brief | None, shown: Answer) -> Brief | None:
    """Give the brief with the answer as it is shown; `None` where more was made of the question than its answer."""
    if brief is None or brief.answer.answer != shown.answer:
        return None
    return replace(brief, answer=shown)


def _options(evidence: Evidence, answer: Answer) -> Iterator[Option]:
    """Give the likeliest values that the answer quotes."""
    for likely in evidence.likely[:MOST_LIKELY]:
        mention = likely.value.mentions[0].mention
        of_article = (citation for citation in answer.citations if _is_of(citation, mention.passage))
        stating = (each for each in of_article if mention.sentence.start <= each.start < mention.sentence.end)
        if citation := next(stating, None):
            yield Option(likely.value.value, citation.quote, citation.n, likely.probability)


def _is_quoted(passage: FoundPassage, answer: Answer) -> bool:
    """Tell whether the answer quotes the article of a passage."""
    return any(_is_of(citation, passage) for citation in answer.citations)


def _is_of(citation: Citation, passage: FoundPassage) -> bool:
    article = passage.stored.article
    return (citation.url, citation.id, citation.title) == (article.url, article.external_id, article.label)
