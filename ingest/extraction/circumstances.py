"""Circumstances: who acts, whom it befell and in which countries, as the sentence of a figure says."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from ingest.articles import Circumstances
from ingest.extraction.cues import cues
from ingest.extraction.places import find_places

_CUES: Final = cues("circumstances")
RESIDING: Final = _CUES["residing"]
"""What says who is there, not who came, left or was let go."""
_WORDS: Final = 6
"""Before a verb, among which its subject stands."""
_REACH: Final = 40
"""Characters behind a verb or preposition in which its object stands."""


def circumstances_of(sentence: str) -> Circumstances:
    """Read what all figures of a sentence have in common."""
    mentions = find_places(sentence)
    pairs = (
        {one.place.country, other.place.country} - {None}
        for one, other in pairwise(mentions)
        if _CUES["listed"].fullmatch(sentence, one.span.end, other.span.start)
    )
    return Circumstances(
        agents=(*_subjects("acting", sentence), *_objects("deed of", sentence)),
        targets=(*_subjects("undergoing", sentence), *_objects("deed to", sentence)),
        countries=_named(mention.place.country for mention in mentions if mention.located),
        together=_named(country for pair in pairs if len(pair) > 1 for country in pair),
        is_revised=bool(_CUES["revised"].search(sentence)),
        is_of_residents=bool(RESIDING.search(sentence)),
    )


def _subjects(cue: str, sentence: str) -> Iterator[str]:
    for verb in _CUES[cue].finditer(sentence):
        yield _up_to_its_end(" ".join(sentence[: verb.start()].split()[-_WORDS:]))


def _objects(cue: str, sentence: str) -> Iterator[str]:
    for deed in _CUES[cue].finditer(sentence):
        yield _up_to_its_end(sentence[deed.end() : deed.end() + _REACH])


def _up_to_its_end(phrase: str) -> str:
    return _CUES["phrase end"].split(phrase, maxsplit=1)[0].strip()


def _named(countries: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({country for country in countries if country}))
