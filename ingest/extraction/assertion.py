"""Assertion: whether an article tells an event as its news, rather than recalling, explaining or only naming it.

A logistic regression over what a reader sees: how the headline says it, who vouches, what else the article is about.
Its weights are fitted by `tests/benchmarks/training/assertion.py` on incidents judged by hand.
"""

from typing import Final

from ingest.articles import Article, DatePrecision, IncidentKind, Span
from ingest.extraction.clauses import clause_span
from ingest.extraction.cues import cues, places_read
from ingest.extraction.setting import NEWS_DAYS, Setting
from ingest.extraction.told import Telling
from ingest.extraction.told_events import Event
from ingest.regression import Features, read_regression

LEAST_LIKELY: Final = 0.7
"""Least probability of news; see docs/decisions/incidents-asserted.md."""
_HEAD: Final = 600
"""Characters of the body that are read for what the article is about."""
_CALAMITIES: Final = frozenset({IncidentKind.ACCIDENT, IncidentKind.DISASTER})


def is_asserted(event: Event, article: Article, setting: Setting) -> bool:
    """Tell whether `article` tells `event` as its news.

    Of a text without a title nothing can be said, so it counts; so does a memory with a day of its own, for that day.
    """
    if not article.title or _has_a_day_of_its_own(event, setting):
        return True
    return (
        read_regression(__package__, "assertion.json").probability(features_of(event, article, setting)) >= LEAST_LIKELY
    )


def _has_a_day_of_its_own(event: Event, setting: Setting) -> bool:
    days = [telling.last_day for telling in event.tellings if telling.date_precision is DatePrecision.DAY]
    return bool(days) and setting.published - max(days) > NEWS_DAYS


def features_of(event: Event, article: Article, setting: Setting) -> Features:
    """Give what tells news from what is recalled, each 0 or 1."""
    tellings = event.tellings
    best = max(tellings, key=lambda telling: (not telling.is_title, telling.weight))
    text, title = article.text, article.title
    texts = {
        "title": title,
        "lead": f"{title} {text[best.sentence.start : best.sentence.end]}",
        "head": f"{title}. {text[article.body.start : article.body.start + _HEAD]}",
        "tellings": "\n".join(text[slice(*_span(telling))] for telling in tellings),
    }
    features = {
        "dated": any(telling.date_precision is DatePrecision.DAY for telling in tellings),
        "dated by month": any(
            telling.date_precision in {DatePrecision.MONTH, DatePrecision.YEAR} for telling in tellings
        ),
        "in title": any(telling.is_title for telling in tellings),
        "several hurt": any((telling.killed.best or 0) + (telling.injured.best or 0) > 1 for telling in tellings),
        "headline in the present": any(
            telling.is_title and _TOLD["present"].match(_words(text, telling)) for telling in tellings
        ),
        "subordinate": all(_TOLD["subordinate"].search(_before(text, telling)) for telling in tellings),
        "deed of a culprit": all(_TOLD["crime"].match(_words(text, telling)) for telling in tellings),
        "newcomers": any(_TOLD["newcomers"].match(text, *_span(telling)) for telling in tellings),
        "named victim": any(_TOLD["name"].fullmatch(victim) for telling in tellings for victim in telling.victims),
        "aftermath": setting.is_aftermath,
        "arrest": best.kind is IncidentKind.ARREST,
        "calamity": best.kind in _CALAMITIES,
    }
    cues = {name: cue.search(texts[_READ_IN[name]]) for name, cue in _CUES.items()}
    return {name: float(bool(holds)) for name, holds in (features | cues).items()}


def _span(telling: Telling) -> tuple[int, int]:
    return telling.sentence.start, telling.sentence.end


def _words(text: str, telling: Telling) -> str:
    return text[telling.trigger.start : telling.trigger.end]


def _before(text: str, telling: Telling) -> str:
    """Give what stands before the trigger in its clause."""
    sentence = text[telling.sentence.start : telling.sentence.end]
    start = max(0, telling.trigger.start - telling.sentence.start)
    clause = clause_span(sentence, Span(start, telling.trigger.end - telling.sentence.start))
    return sentence[clause.start : start]


_TOLD: Final = cues("tellings")
_CUES: Final = cues("assertion")
_READ_IN: Final = places_read("assertion")
