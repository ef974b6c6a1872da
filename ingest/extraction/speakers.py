"""Who states a sentence."""

from typing import Final

from ingest.extraction.cues import cues
from ingest.extraction.occurrence import dateline_length

_CUES: Final = cues("speakers")
_SAYINGS: Final = cues("sayings")


def said_by(sentence: str) -> str | None:
    """Give who states the sentence, in its words: "according to X", "X said", "...: X"."""
    sentence = _CUES["dateline"].sub("", sentence[dateline_length(sentence) :], 1)
    for saying in _SAYINGS.values():
        for match in saying.finditer(sentence):
            who = _named(match["who"])
            if who and not _CUES["nobody"].fullmatch(who):
                return who
    return None


def _named(words: str) -> str:
    """Give the speaker without conjunction, article or the sentence's full stop."""
    who = _CUES["leading"].sub("", words.strip())
    return who if _CUES["initials"].search(who) else who.rstrip(".")
