"""Checks the claims of a message against an archive: each is searched for, weighed and judged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, tzinfo
from typing import Final

from bot.answering.answers import Citation
from bot.answering.checking.reading import Sentence
from bot.answering.claims.figures import Counted, count_asked, counted
from bot.answering.claims.judging import Judged, judged
from bot.answering.claims.passage_stance import dated, weighed
from bot.answering.claims.statements import claims_in
from bot.answering.claims.verdicts import CheckedClaim, CheckedMessage, Said, Standing
from bot.answering.composition.composing import Citations, compose_figure
from bot.answering.composition.phrasing import figure_phrase
from bot.answering.evidence import evidence_for
from bot.answering.question.languages import language_of
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.languages import ENGLISH
from ingest import Archive, Embedder, Span, StoredArticle, View

_WEIGHED: Final = 8
"""Best stories that a claim is weighed by, as many as sentences are taken from for a question."""


class ClaimChecker:
    """Checks what `view` may see; deterministic, no language model. Without an `encoder` it searches by words alone."""

    def __init__(self, *, archive: Archive, encoder: Embedder | None) -> None:
        self._archive = archive
        self._encoder = encoder

    def check(self, said: Said, view: View) -> CheckedMessage:
        """Check each claim of a message as of `view.now`, which is no earlier than when it was written."""
        today = said.at.astimezone(said.zone).date()
        language = language_of(said.text) if said.text.strip() else ENGLISH
        claims = claims_in(said.text) if language == ENGLISH else ()
        checked = tuple(self._checked(claim, view, today, said.zone) for claim in claims)
        return CheckedMessage(said.text, view.now, checked, language, by_words_alone=self._encoder is None)

    def _checked(self, text: str, view: View, today: date, zone: tzinfo) -> CheckedClaim:
        claim = Sentence(dated(text, today=today))
        retrieval = Retrieval(self._archive, view, self._encoder.encode([text])[0] if self._encoder else None)
        asked = plan(Question(claim.text, zone=zone), today=today)
        found = retrieval.find(asked.without_window()).passages  # because what was so in May is told in June as well
        passages = [weighed(claim, passage) for passage in found[:_WEIGHED]]
        figures = self._figures(claim, retrieval, today)
        outcome = judged(passages, [series for series, _ in figures], has_number=bool(claim.quantities))
        return _told(text, outcome, figures)

    def _figures(self, claim: Sentence, retrieval: Retrieval, today: date) -> list[tuple[Counted, str]]:
        """Give what the series says of each number of a claim of which there is a certain one, and its end in words."""
        told = []
        for quantity in claim.quantities:
            asked = count_asked(claim, quantity, today=today)
            evidence = evidence_for(asked, retrieval) if asked else None
            if asked and evidence and evidence.certain and evidence.decision:
                newest = compose_figure(asked, evidence.certain, Citations()).figures[0]
                told.append((counted(quantity, evidence.certain, evidence.decision), figure_phrase(newest)))
        return told


def _told(text: str, outcome: Judged, figures: list[tuple[Counted, str]]) -> CheckedClaim:
    newest = next((phrase for series, phrase in figures if series is outcome.series), "")
    bearing = _cited(outcome.bearing, after=0)
    return CheckedClaim(
        claim=text,
        standing=outcome.standing,
        bearing=bearing,
        opposing=_cited(outcome.opposing, after=len(bearing)),
        true_on=outcome.true_on.date() if outcome.true_on else None,
        newest=newest if outcome.standing in {Standing.OUTDATED, Standing.CONTRADICTED} else "",
    )


def _cited(places: Sequence[tuple[StoredArticle, Span]], *, after: int) -> tuple[Citation, ...]:
    """Quote sentences, numbered from behind `after`."""
    citations = Citations()
    for stored, span in places:
        citations.cite(stored, span)
    return tuple(replace(each, n=each.n + after) for each in citations.all())
