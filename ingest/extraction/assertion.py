"""Assertion: whether an article tells an event as its news, rather than recalling, explaining or only naming it.

A logistic regression over what a reader sees: how the headline says it, who vouches, what else the article is about.
Its weights are fitted by `tests/benchmarks/training/assertion.py` on incidents judged by hand.
"""

from typing import Final

from ingest.articles import Article, DatePrecision, IncidentKind, Span
from ingest.extraction.clauses import clause_span
from ingest.extraction.cues import cues, places_read
from ingest.extraction.dates import find_dates
from ingest.extraction.events import Event, EventMention
from ingest.extraction.setting import NEWS_DAYS, Setting
from ingest.regression import Features, read_regression

LEAST_LIKELY: Final = 0.7
"""Least probability of news; see docs/decisions/incidents-asserted.md."""
_HEAD: Final = 600
"""Characters of the body that date what the article is about."""
_FIRST: Final = 60
"""Characters of the body within which its first sentence begins: behind a dateline."""
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
    days = [mention.last_day for mention in event.mentions if mention.date_precision is DatePrecision.DAY]
    return bool(days) and setting.published - max(days) > NEWS_DAYS


def features_of(event: Event, article: Article, setting: Setting) -> Features:
    """Give what tells news from what is recalled, each 0 or 1."""
    mentions = event.mentions
    best = max(mentions, key=lambda mention: (not mention.is_title, mention.weight))
    text, title = article.text, article.title
    texts = {
        "title": title,
        "lead": f"{title} {text[best.sentence.start : best.sentence.end]}",
        "mentions": "\n".join(text[slice(*_span(mention))] for mention in mentions),
    }
    features = {
        "dated": any(mention.date_precision is DatePrecision.DAY for mention in mentions),
        "first sentence": best.sentence.start < article.body.start + _FIRST,
        "older days alone": _tells_older_days_alone(article, setting),
        "in title": any(mention.is_title for mention in mentions),
        "several hurt": any((mention.killed.best or 0) + (mention.injured.best or 0) > 1 for mention in mentions),
        "headline in the present": any(
            mention.is_title and _TOLD["present"].match(_words(text, mention)) for mention in mentions
        ),
        "subordinate": all(_TOLD["subordinate"].search(_before(text, mention)) for mention in mentions),
        "deed of a culprit": all(_TOLD["crime"].match(_words(text, mention)) for mention in mentions),
        "newcomers": any(_TOLD["newcomers"].match(text, *_span(mention)) for mention in mentions),
        "aftermath": setting.is_aftermath,
        "arrest": best.kind is IncidentKind.ARREST,
        "calamity": best.kind in _CALAMITIES,
    }
    cues = {name: cue.search(texts[_READ_IN[name]]) for name, cue in _CUES.items()}
    return {name: float(bool(holds)) for name, holds in (features | cues).items()}


def _tells_older_days_alone(article: Article, setting: Setting) -> bool:
    """Tell an article whose head names days long past, and none of the news."""
    head = f"{article.title}. {article.text[article.body.start : article.body.start + _HEAD]}"
    dates = find_dates(head, today=setting.published)
    are_new = [setting.published - told.last <= NEWS_DAYS for told in dates]
    return not all(are_new) and not any(
        is_new and told.precision is DatePrecision.DAY for told, is_new in zip(dates, are_new, strict=True)
    )


def _span(mention: EventMention) -> tuple[int, int]:
    return mention.sentence.start, mention.sentence.end


def _words(text: str, mention: EventMention) -> str:
    return text[mention.trigger.start : mention.trigger.end]


def _before(text: str, mention: EventMention) -> str:
    """Give what stands before the trigger in its clause."""
    sentence = text[mention.sentence.start : mention.sentence.end]
    start = max(0, mention.trigger.start - mention.sentence.start)
    clause = clause_span(sentence, Span(start, mention.trigger.end - mention.sentence.start))
    return sentence[clause.start : start]


_TOLD: Final = cues("mentions")
_CUES: Final = cues("assertion")
_READ_IN: Final = places_read("assertion")
