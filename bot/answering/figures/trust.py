"""Whose word stands against whose: what was taken back, contradicted or not yet borne out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import dropwhile, pairwise

from bot.answering.figures.candidates import Candidate, origin_of
from bot.answering.figures.mentions import ROUNDED, is_rounded
from ingest import CUMULATIVE, Qualifier, StoredArticle

CORRECTED_SHARE = 0.5
"""A correction by one origin to less than this share of what others attest is no correction of their total."""

Origin = tuple[str, str]


def known_since(evidence: Iterable[StoredArticle]) -> dict[Origin, datetime]:
    """Give since when each origin reports on the matter, of those that do in more than one article."""
    articles = {stored.id: stored.article for stored in evidence}
    told = sorted((origin_of(article), article.published) for article in articles.values())
    return {one: first for (one, first), (other, _) in reversed([*pairwise(told)]) if one == other}


def taken_back(candidates: Sequence[Candidate], withdrawals: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates that one of `withdrawals` takes back.

    These are the publisher's own reports of the value, those of a publisher that the withdrawal names, and all others
    if the publisher was the first to report it.
    """
    return [
        candidate
        for candidate in candidates
        if any(_takes_back(withdrawal, candidate, candidates) for withdrawal in withdrawals)
    ]


def _takes_back(withdrawal: Candidate, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    if candidate.value != withdrawal.value or candidate.published > withdrawal.published:
        return False
    first = min((other for other in candidates if other.value == candidate.value), key=lambda other: other.published)
    return any(other.origin == withdrawal.origin or other.publisher in withdrawal.quote for other in (candidate, first))


def contradicted_headlines(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the titles' figures that the bodies beneath them contradict, and that no other article reports."""
    return [
        title
        for title in candidates
        if title.found.tally.quote.start == 0
        and not any(other.value == title.value and not _are_of_one_article(title, other) for other in candidates)
        and (bodies := [body for body in candidates if _may_contradict(body, title)])
        and all(_contradicts(body, title) for body in bodies)
    ]


def _may_contradict(body: Candidate, title: Candidate) -> bool:
    is_body = body.found.tally.quote.start > 0 and _are_of_one_article(title, body)
    is_as_wide = len(title.found.tally.unit.split()) <= len(body.found.tally.unit.split())
    return is_body and is_as_wide and (body.fit, body.match) >= (title.fit, title.match)


def _are_of_one_article(one: Candidate, other: Candidate) -> bool:
    return one.found.stored.id == other.found.stored.id


def _contradicts(body: Candidate, title: Candidate) -> bool:
    match title.found.tally.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return body.value < title.value
        case Qualifier.EXACT:
            return body.value != title.value and not is_rounded(title.value, body.value)
        case _:
            return abs(body.value - title.value) > ROUNDED * body.value


def is_unproven(chain: Sequence[Candidate], candidates: Sequence[Candidate], known: Mapping[Origin, datetime]) -> bool:
    """Tell whether the end of a series is one origin's word alone, against a series that others attest.

    A newcomer, who reported nothing of the kind before, neither raises nor lowers their total; nobody corrects it to
    a fraction.
    """
    last = chain[-1]
    earlier = [*dropwhile(lambda candidate: candidate.origin == last.origin, reversed(chain))]
    if not earlier or any(other.value == last.value and other.origin != last.origin for other in candidates):
        return False
    origins = {candidate.origin for candidate in earlier}
    is_newcomer = last.origin not in origins and known.get(last.origin, last.published) >= earlier[0].published
    if last.value > max(candidate.value for candidate in earlier):
        return is_newcomer and len(origins & known.keys()) > 1
    above = last.value if is_newcomer else last.value / CORRECTED_SHARE
    opposed = {candidate.origin for candidate in earlier if candidate.value > above}
    return last.found.tally.measure in CUMULATIVE and len(opposed) > 1
