"""Counts named before their number: "the death toll rose to 45"."""

import re
from itertools import zip_longest
from typing import Final

from ingest.extraction.cues import WORDS, cues
from ingest.extraction.measures import DEATHS, PEOPLE, Counted, family_of, measure_of
from ingest.extraction.nouns import TOKEN, noun_phrase
from ingest.extraction.predicates import predicate_of

_CUES: Final = cues("tolls")
_LINK: Final = WORDS["levels"] | WORDS["toll links"]
_COUNTED_ILL = {"cases": "case"}


def toll_before(before: str, carried: Counted | None) -> Counted | None:
    """Give what the end of `before` says that its number counts; a bare "the total" counts what is `carried`."""
    if match := _CUES["now number"].search(before):
        return _subject(before[: match.start()])
    named, links = _unlinked(before)
    if match := _CUES["toll"].search(named):
        return _toll(match, carried)
    brought = _CUES["brought"].search(named) if "to" in links else None
    if brought:
        return _subject(brought["what"]) or (carried if brought["whose"] else None)
    return _subject(named) if links & WORDS["levels"] else None


def _unlinked(before: str) -> tuple[str, set[str]]:
    """Part what names the count from the linking words before its number: "Deaths" and "have climbed to"."""
    links: set[str] = set()
    tokens = [*TOKEN.finditer(before)]
    for token, preceding in zip_longest(reversed(tokens), reversed(tokens[:-1])):
        word = token.group().lower()
        is_earlier = word[0].isdigit() and preceding is not None and preceding.group().lower() in {"by", "from"}
        if word not in _LINK and not is_earlier:
            return before[: token.end()], links
        links.add(word)
    return "", links


def _toll(match: re.Match[str], carried: Counted | None) -> Counted | None:
    modifier = (match["modifier"] or "").lower()
    if modifier == "death" or (match["head"].lower() == "toll" and not match["of"] and not modifier):
        return DEATHS
    if modifier:
        return Counted(measure_of(modifier), modifier)
    if not match["of"]:
        return carried
    words, rest = noun_phrase(" " + match["of"])
    if not words:
        return predicate_of("", f" {match['of']}".removeprefix(" those"))
    fate = predicate_of("", rest) if words[-1].lower() in PEOPLE else None
    return Counted(fate.measure if fate else measure_of(words[-1]), " ".join(words))


def _subject(named: str) -> Counted | None:
    """Give what the subject of "climbed to" or "now number" counts, if its noun says so by itself."""
    clause = re.split(r"[,;:—]", named)[-1]
    leading = _CUES["leading"].match(clause)
    words, rest = noun_phrase(" " + clause[leading.end() if leading else 0 :])
    measure = family_of(words[-1]) or _COUNTED_ILL.get(words[-1].lower()) if words else None
    is_whole = not rest.strip() or _CUES["word of place"].match(rest)
    return Counted(measure, " ".join(words)) if measure and is_whole else None
