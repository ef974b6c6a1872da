"""Entailment: how likely the words of a statement, together, say what its passages say."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log1p

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.regression import Features

_COMPANY = 3


def features_of(statement: Sentence, evidence: Evidence) -> Features:
    """Measure how the words of a statement stand in its passages; all but the length are shares of 0 to 1."""
    items = statement.items
    wanted = frozenset(items)
    known = wanted & evidence.items
    sets = [frozenset(sentence.items) for sentence in evidence.sentences]
    wide = evidence.surroundings
    missing = [item for item in items if item not in evidence.items]
    best = max((len(wanted & there) for there in sets), default=0)
    best_near = max((len(wanted & there) for there in wide), default=0)
    company = [
        (_company(items, at), [i for i, there in enumerate(sets) if item in there])
        for at, item in enumerate(items)
        if item in known
    ]
    close = [max((len(with_ & sets[i]) / len(with_) for i in where), default=0.0) for with_, where in company if with_]
    near = [max((len(with_ & wide[i]) / len(with_) for i in where), default=0.0) for with_, where in company if with_]
    pairs = [*pairwise(items)]
    told = {pair for sentence in evidence.sentences for pair in _pairs(sentence.items)}
    total = max(len(wanted), 1)
    return {
        "missing": len(set(missing)) / total,
        "missing_some": float(bool(missing)),
        "missing_count": log1p(len(set(missing))),
        "apart": 1 - best / total,
        "apart_near": 1 - best_near / total,
        "weakest": 1 - min(close, default=1.0),
        "weakest_near": 1 - min(near, default=1.0),
        "company": 1 - sum(close) / max(len(close), 1),
        "company_near": 1 - sum(near) / max(len(near), 1),
        "pairs_new": sum(pair not in told for pair in pairs) / max(len(pairs), 1),
        "length": log1p(len(items)),
    }


def _company(items: Sequence[str], at: int) -> frozenset[str]:
    return frozenset((*items[max(0, at - _COMPANY) : at], *items[at + 1 : at + 1 + _COMPANY])) - {items[at]}


def _pairs(items: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, item in enumerate(items):
        for other in items[at + 1 : at + 1 + _COMPANY]:
            yield item, other
            yield other, item
