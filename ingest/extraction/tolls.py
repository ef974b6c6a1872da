"""Counts named before their number: "the death toll rose to 45"."""

import re
from itertools import zip_longest

from ingest.extraction.measures import PEOPLE, Counted, family_of, measure_of
from ingest.extraction.nouns import TOKEN, noun_phrase
from ingest.extraction.predicates import predicate_of

_NOW_NUMBER = re.compile(r"\s+(?:now|already|currently)\s+number(?:ed)?\s+$", re.IGNORECASE)
_LEVEL = frozenset(
    "rose risen rises rise rising climbed climbs climb climbing reached reaches reach reaching grew grown grows passed"
    " passes pass surpassed surpass surpasses top exceed near nears nearing approach approaches approaching crossed"
    " crosses cross"
    " hit hits jumped jumps soared soars increased increases topped tops exceeds exceeded stood stands standing stand"
    " fell fallen dropped totaled totalled numbered".split()
)
_LINK = _LEVEL | frozenset(
    "has have had been is are was were now currently already officially at to since then by the an a of as high"
    " estimated confirmed more than least about around over nearly almost some approximately roughly close up fewer no"
    " less put puts updated revised lowered corrected upward downward down early late record monday tuesday wednesday"
    " thursday friday saturday sunday today yesterday past from , :".split()
)
"""Words and marks that may stand between a toll and its number."""
_TOLL = re.compile(
    r"\b(?:(?P<modifier>death|casualty|injury|case)\s+)?(?P<head>toll|total|tally|number|count)\b"
    r"(?:\s+(?:number|count)\b)?(?:\s+(?:(?:of|from)\s+(?P<of>[^,;:()]{2,60})|(?:in|across|among|for|since)\s+[^,;:()]{2,60}))?$",
    re.IGNORECASE,
)
_BROUGHT = re.compile(
    r"\b(?:br(?:ing(?:s|ing)?|ought)|push(?:es|ed|ing)|t(?:akes?|aking|ook)|rais(?:es|ed|ing)|lift(?:s|ed|ing)|driv(?:es|ing)|drove)\s+"
    r"(?P<what>(?P<whose>its|their|the|[\w’'-]+['’]s)?\s*[^,;:()]{2,60})$",
    re.IGNORECASE,
)
"""What a report adds to: "bringing its outbreak to"."""
_LEADING = re.compile(r"\s*(?:(?:and|but|the|their|its|total|overall)\s+)*", re.IGNORECASE)
_COUNTED_ILL = {"cases": "case"}
_WORD_OF_PLACE = re.compile(r"\s+(?:on|in|at|of|from|by|across|against|among|since|nationwide|worldwide)\b")


def toll_before(before: str, carried: Counted | None) -> Counted | None:
    """Give what the end of `before` says that its number counts; a bare "the total" counts what is `carried`."""
    if match := _NOW_NUMBER.search(before):
        return _subject(before[: match.start()])
    named, links = _unlinked(before)
    if match := _TOLL.search(named):
        return _toll(match, carried)
    brought = _BROUGHT.search(named) if "to" in links else None
    if brought:
        return _subject(brought["what"]) or (carried if brought["whose"] else None)
    return _subject(named) if links & _LEVEL else None


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
        return Counted("killed", "deaths")
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
    leading = _LEADING.match(clause)
    words, rest = noun_phrase(" " + clause[leading.end() if leading else 0 :])
    measure = family_of(words[-1]) or _COUNTED_ILL.get(words[-1].lower()) if words else None
    is_whole = not rest.strip() or _WORD_OF_PLACE.match(rest)
    return Counted(measure, " ".join(words)) if measure and is_whole else None
