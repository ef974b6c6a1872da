"""Whether a thing is what an alert wants. Pure."""

import re
from collections.abc import Callable
from functools import lru_cache

from bot.alerting.alerts import Telling, Wanted
from bot.answering.digests.publishers import is_called
from ingest import Place, SourceId, find_places, same_place


def fits_text(wanted: Wanted, text: str, *, publisher: str, source: SourceId) -> bool:
    """Tell whether one article with this title and text is of the words, the publisher and the sources wanted."""
    if wanted.sources and source not in wanted.sources:
        return False
    if wanted.publisher and not is_called(publisher, wanted.publisher):
        return False
    return (
        all(holds(text, phrase) for phrase in wanted.all_of)
        and (not wanted.any_of or any(holds(text, phrase) for phrase in wanted.any_of))
        and not any(holds(text, phrase) for phrase in wanted.none_of)
    )


def fits_incident(wanted: Wanted, telling: Telling) -> bool:
    """Tell whether an incident is of the place, the kind and the severity wanted."""
    return (
        (not wanted.kind or wanted.kind == telling.kind)
        and telling.severity >= wanted.severity
        and (not wanted.place or (telling.place is not None and same_place(wanted.place, telling.place)))
    )


def fits_place(wanted: Wanted, text: str) -> bool:
    """Tell whether a text that is no incident names the place wanted, or one that lies in it."""
    return not wanted.place or any(same_place(wanted.place, place) for place in places_in(text))


def fits_topic(wanted: Wanted, nearness: float | None) -> bool:
    """Tell whether what is `nearness` (a cosine) from the topic wanted is about it; without a topic everything is."""
    return not wanted.topic or (nearness is not None and nearness >= wanted.nearness)


def holds(text: str, phrase: str) -> bool:
    """Tell whether a text holds a word or phrase, whatever its case; a plural counts as its word."""
    return bool(_pattern(phrase)(text))


@lru_cache(maxsize=4096)
def places_in(text: str) -> tuple[Place, ...]:
    """Give the places that a text names."""
    return tuple(mention.place for mention in find_places(text))


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> Callable[[str], re.Match[str] | None]:
    words = r"[\s-]+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?:['’]?s|es)?(?!\w)", re.IGNORECASE).search


def phrases(typed: str | None) -> tuple[str, ...]:
    """Give the words and phrases that a person typed with commas between them, each once."""
    written = (" ".join(part.split()) for part in (typed or "").split(","))
    return tuple(dict.fromkeys(phrase for phrase in written if phrase))
