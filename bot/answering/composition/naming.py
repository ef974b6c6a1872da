"""Names as an English sentence has them: speakers and places, each with its article and in its case. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.question.terms import COMPOUND, without_possessive
from ingest import country_of

_ARTICLED = re.compile(
    r"United\s|(?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)$|.*(?:Republic|Islands|Emirates|Strip)\b"
)
_COMMON = re.compile(
    r"(?:[\w-]+\s)*?(?:(?P<an>official|spokes(?:man|woman|person)|source|witness|doctor|lawyer|lawmaker|officer|diplomat|aide)"
    r"|(?P<the>ministry|minister|army|navy|military|government|governor|mayor|president|agency|council|court|commission|department"
    r"|hospital|company|union|report|study|survey|regulator|administration|presidency)"
    r"|officials|authorities|sources|witnesses|doctors|medics|residents|police|prosecutors|rescuers|soldiers|rebels|reports"
    r"|militants|officers|investigators|lawyers|workers|spokes(?:men|women)|media)(?P<of>\s(?:in|of|from|at|for|with)\s.*)?",
    re.IGNORECASE,
)
"""Common nouns of who speaks: of one among many, of what there is one of, of many."""
_NATIONS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
"""What is counted in one of them is not counted in the United Kingdom."""
_SHORT = 3
"""Letters of a name that is written in capitals: "UAE"."""


def named_speaker(speaker: str, quote: str) -> str:
    """Name a speaker as within a sentence: "the navy" as the quote has it, "an official" for a title's "Official"."""
    if article := re.search(rf"\b(?P<article>the|an?)\s+{re.escape(speaker)}", quote, re.IGNORECASE):
        return f"{article['article'].lower()} {speaker}"
    common = _COMMON.fullmatch(speaker)
    of = common["of"] if common and common["of"] else ""
    who = speaker.removesuffix(of)
    is_proper = country_of(who.split()[0]) or who[1:] != who[1:].lower() or "'s " in who or "’s " in who
    if common is None or is_proper:
        return speaker
    named = who.lower() + of
    if common["an"]:
        return f"{'an' if named[0] in 'aeiou' else 'a'} {named}"
    return f"the {named}" if common["the"] else named


def place_name(asked: str, written: str) -> str:
    """Name a place, asked for as `asked`, that a text has as `written`: "Sudan's", "Canadian", "LEWISTON"."""
    name = written.rstrip("'’") if written.endswith(("'", "’")) else without_possessive(written)
    if country_of(name) and name not in _NATIONS:
        return asked
    return name.title() if name.isupper() and len(name) > _SHORT else name


def as_written(words: str, texts: Sequence[str]) -> str:
    """Give words with those typed in small letters as most texts write them within a sentence: "gaza" as "Gaza".

    What no text has there is written in capitals if it is a country's name.
    """

    def written(word: re.Match[str]) -> str:
        typed = word[0]
        within = re.compile(rf"(?<=[a-z,] ){re.escape(typed)}(?![\w-])", re.IGNORECASE)
        if not typed.islower():
            return typed
        forms = Counter(found[0] for text in texts for found in within.finditer(text))
        otherwise = typed.capitalize() if country_of(typed.capitalize()) else typed
        return forms.most_common(1)[0][0] if forms else otherwise

    return COMPOUND.sub(written, words)


def with_article(place: str) -> str:
    """Give a place with the article that it has after "in"."""
    return f"the {place}" if _ARTICLED.match(place) else place
