"""Sentences of news, changed by rule: so that they say something else, or so that they say the same in other words."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ingest import Number, Span, find_dates, find_numbers, find_places, is_plural, split_sentences

ANY_DAY = date(2000, 12, 31)
CAPITALS = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w’'-]*[a-z](?: (?=[A-Z]))?)+(?<! )")
"""A run of capitals that begins no sentence."""
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
UNITS = (
    "killed injured",
    "dead wounded",
    "killing wounding",
    "million billion",
    "percent points",
    "hours days",
    "days weeks",
    "months years",
    "miles kilometres",
    "km miles",
    "% points",
    "$ €",
    "£ $",
    "dollars euros",
    "soldiers civilians",
    "people houses",
    "children soldiers",
    "people rockets",
    "men women",
)
OPPOSITES = (
    "rose fell",
    "increased decreased",
    "more fewer",
    "higher lower",
    "up down",
    "won lost",
    "accepted rejected",
    "supported opposed",
    "before after",
    "above below",
    "opened closed",
    "gained lost",
    "increase decrease",
    "rise fall",
    "approved rejected",
    "allowed banned",
    "began ended",
    "arrested released",
    "guilty innocent",
    "northern southern",
    "eastern western",
    "bought sold",
    "confirmed denied",
    "raised cut",
)
EXTREMES = ("largest smallest", "biggest smallest", "highest lowest", "first last", "best worst", "most least")
PUT_ON = ("the only", "the largest", "the first", "the worst")
SYNONYMS = (
    "began started",
    "start begin",
    "about around",
    "roughly approximately",
    "killed|left dead",
    "people|individuals",
    "percent|per cent",
    "said stated",
    "told informed",
    "large big",
    "help assist",
    "buy purchase",
    "bought purchased",
    "show demonstrate",
    "children|kids",
    "police|police officers",
    "near|close to",
    "after following",
    "because|since",
    "also|additionally",
    "many|a lot of",
    "wounded injured",
    "attack|assault",
    "leader chief",
    "announced declared",
    "several|a number of",
    "won|was victorious in",
    "ended finished",
    "tried attempted",
    "need require",
    "home|house",
    "quickly rapidly",
    "important significant",
    "nearly almost",
    "against|in opposition to",
    "died|lost their lives",
    "car vehicle",
    "talks discussions",
    "deal agreement",
    "aims seeks",
    "warned cautioned",
    "urged called on",
    "huge massive",
    "stop halt",
    "get obtain",
    "job position",
)
ADDED = (
    "after a long legal dispute",
    "as thousands protested",
    "despite warnings from experts",
    "to fund a new airport",
    "following a car accident",
    "because of bad weather",
    "while on holiday with relatives",
    "over unpaid taxes",
)
NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
DURATION = re.compile(
    r"\b(?P<many>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]"
    r"(?P<unit>minute|hour|day|week|month|year)s?\b(?!-old)"
)
RANKED = re.compile(r"\b(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?P<noun>[a-z]{3,})\b")
NOT = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|should)\b(?! not| no )(?![’'])")
HAS_NOT = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|should) not\b(?! only)")
STEM = r"(?P<stem>[a-z]{2,}(?:ck|ch|sh|rt|ft|rm|rk|nd|nt|ct|in|ow|rn|rd))"
"""An infinitive that is the stem of the past."""
OBJECT = r"\b(?= (?:the|a|an|his|her|their|its|[A-Z]))"
PAST = re.compile(rf"(?<=[a-z] ){STEM}ed{OBJECT}")
AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|(?:plans?|wants?|is set|are set|is due|hopes?|aims?|vowed|threatened|agreed) to) "
    rf"{STEM}{OBJECT}"
)


@dataclass(frozen=True)
class Told:
    """A sentence of an article, and the passage that it stands in."""

    sentence: str
    passage: str
    title: str


@dataclass(frozen=True)
class Pool:
    """What other articles name: strangers to put in."""

    names: Sequence[str]
    places: Sequence[str]


Change: TypeAlias = Callable[[Told, Pool, random.Random], Iterator[str]]


# Says something else


def factuality(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Tell as done what is to come or may come."""
    if match := AHEAD.search(told.sentence):
        yield _put(told.sentence, Span(*match.span()), f"{match['stem']}ed")


def number(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Put a value that the passage does not have."""
    values = {found.value for found in find_numbers(told.passage)}
    for found in _counts(told.sentence):
        if found.value > 1:
            value = next(
                other
                for factor in range(1, 99)
                if (other := round(found.value * (1 + 0.37 * factor)) + factor) not in values
            )
            yield _put(told.sentence, found.span, f"{value:,}")


def number_of_another(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Exchange a number for one that the passage tells of something else."""
    own = {found.value for found in find_numbers(told.sentence)}
    others = [found for found in _counts(told.passage) if found.value not in own]
    for found in _counts(told.sentence):
        if others:
            other = chance.choice(others)
            yield _put(told.sentence, found.span, told.passage[other.span.start : other.span.end])


def place(told: Told, pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put another place, of another article."""
    for mention in find_places(told.sentence):
        stranger = _stranger(pool.places, told, chance)
        yield _put(told.sentence, mention.span, stranger)


def place_of_another(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put a place that the passage names in another sentence."""
    others = [told.passage[mention.span.start : mention.span.end] for mention in find_places(told.passage)]
    others = [other for other in others if other not in told.sentence]
    for mention in find_places(told.sentence):
        if others:
            yield _put(told.sentence, mention.span, chance.choice(others))


def actor(told: Told, pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put another person or organisation, of another article."""
    for span in _names(told.sentence):
        yield _put(told.sentence, span, _stranger(pool.names, told, chance))


def actor_of_another(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put a name that the passage has in another sentence."""
    others = [told.passage[span.start : span.end] for span in _names(told.passage)]
    others = [other for other in others if other not in told.sentence]
    for span in _names(told.sentence):
        if others:
            yield _put(told.sentence, span, chance.choice(others))


def roles(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Exchange the names on either side of a verb."""
    match = re.search(
        rf"\b(?!The |\w+day )(?P<one>{NAME}) (?P<verb>[a-z]+ed) (?:the )?(?!\w+day\b)(?P<other>{NAME})", told.sentence
    )
    if match and match["one"] != match["other"]:
        changed = f"{match['other']} {match['verb']} {match['one']}"
        yield told.sentence[: match.start()] + changed + told.sentence[match.end() :]


def day(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put another weekday, month, day of the month or year."""
    for mention in find_dates(told.sentence, today=ANY_DAY):
        words = told.sentence[mention.span.start : mention.span.end]
        for listed in (WEEKDAYS, MONTHS):
            if named := next((name for name in listed if name in words), None):
                absent = [name for name in listed if name[:3] not in told.passage]
                if absent:
                    yield _put(told.sentence, mention.span, words.replace(named, chance.choice(absent)))
        if year := re.search(r"\b(?:19|20)\d\d\b", words):
            other = next(str(value) for value in range(int(year[0]) - 3, 1900, -1) if str(value) not in told.passage)
            yield _put(told.sentence, mention.span, words.replace(year[0], other))


def unit(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Put another unit beside a number."""
    for one, other in map(str.split, UNITS):
        for old, new in ((one, other), (other, one)):
            for match in re.finditer(_whole(old), told.sentence):
                near = told.sentence[max(0, match.start() - 20) : match.end() + 15]
                if re.search(r"\d", near) and new not in told.passage:
                    blank = " " if old == "%" and told.sentence[match.start() - 1 : match.start()] != " " else ""
                    yield _put(told.sentence, Span(*match.span()), blank + new)


def negation(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Deny what is affirmed, affirm what is denied."""
    if match := HAS_NOT.search(told.sentence):
        yield _put(told.sentence, Span(*match.span()), match[1])
    elif match := NOT.search(told.sentence):
        yield _put(told.sentence, Span(*match.span()), f"{match[1]} not")
    if match := PAST.search(told.sentence):
        yield _put(told.sentence, Span(*match.span()), f"did not {match['stem']}")


def direction(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Put the opposite."""
    yield from _exchanged(told, OPPOSITES)


def superlative(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Put the other extreme, or call something an extreme that is none."""
    yield from _exchanged(told, EXTREMES)
    if match := re.search(r"(?<=\b(?:is|as) )an? (?=[a-z])|(?<=\bwas )an? (?=[a-z])", told.sentence):
        put = chance.choice(PUT_ON)
        if put.split()[1] not in told.passage:
            yield _put(told.sentence, Span(*match.span()), put + " ")


def duration_of_another(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Let last so long what is told here as the passage says of something else: "for four days" of a four-day trip."""
    for match in DURATION.finditer(told.passage):
        many, unit = match["many"], match["unit"]
        if not re.search(rf"\b{re.escape(many)}\b|\b{unit}s?\b", told.sentence):
            yield f"{told.sentence.rstrip('.')} for {many} {unit}s."


def rank_of_another(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Give something the rank that the passage gives another: "the third fine" of a third trial."""
    for match in RANKED.finditer(told.passage):
        rank, noun = match["rank"], match["noun"]
        for other in re.finditer(r"\b[Tt]he (?=(?P<noun>[a-z]{4,})\b)", told.sentence):
            if rank not in told.sentence and other["noun"][:4] != noun[:4]:
                yield f"{told.sentence[: other.end()]}{rank} {told.sentence[other.end() :]}"


def quotation(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Change a word between quotation marks, or put such marks around words of nobody."""
    if match := re.search(r"[“\"]([^“”\"]{15,})[”\"]", told.sentence):
        words = match[1].split()
        at = chance.randrange(len(words))
        words[at] = "never" if words[at] != "never" else "always"
        yield _put(told.sentence, Span(*match.span(1)), " ".join(words))
    else:
        yield f"{told.sentence.rstrip('.')}, calling it “a {chance.choice(('disaster', 'triumph', 'turning point'))}”."


def addition(told: Told, _pool: Pool, chance: random.Random) -> Iterator[str]:
    """Add a stranger's words: what the passage does not have at all."""
    more = chance.choice(ADDED)
    yield f"{told.sentence.rstrip('.')} {more}."


# Says the same


def passive(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Tell in the passive what is told in the active."""
    match = re.match(
        r"(?P<agent>(?:The )?[A-Z][\w’'-]+(?: [A-Za-z][\w’'-]+){0,2}) (?P<verb>[a-z]{3,}ed)"
        r" (?P<patient>(?:the |an? |\d+ )?[\w’'-]+(?: [a-z]+)?)"
        r"(?P<rest>(?: (?:in|on|at|after|for|near|during|from) .*)?)$",
        told.sentence.rstrip("."),
    )
    if match:
        be = "were" if is_plural(match["patient"].split()[-1]) else "was"
        patient = match["patient"][0].upper() + match["patient"][1:]
        agent = re.sub(r"^The ", "the ", match["agent"])
        yield f"{patient} {be} {match['verb']} by {agent}{match['rest']}."


def order(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Put first what stands last, or last what stands first."""
    sentence = told.sentence.rstrip(".")
    if match := re.match(r"(?P<first>(?:On|In|At|After|During) [^,]{3,40}), (?P<rest>[^,]+)$", sentence):
        rest = match["rest"]
        yield f"{rest[0].upper()}{rest[1:]} {match['first'][0].lower()}{match['first'][1:]}."
    elif match := re.match(r"(?P<rest>[^,“\"]+) (?P<last>(?:on|after|during) [^,]{3,40})$", sentence):
        yield f"{match['last'][0].upper()}{match['last'][1:]}, {match['rest']}."
    if match := re.match(r"(?P<said>[^,“\"]{10,}), (?P<who>[^,]{3,40}) said$", sentence):
        yield f"{match['who'][0].upper()}{match['who'][1:]} said {match['said']}."


def synonyms(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Put other words for the same, in as many places as there are."""
    changed = told.sentence
    if re.search(r"[“”\"]", changed):
        return
    for line in SYNONYMS:
        one, other = line.split("|") if "|" in line else line.split(" ", 1)
        changed = re.sub(_whole(one), other, changed, count=1)
    if changed != told.sentence:
        yield changed


def shortening(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """Leave out an aside, what a comma adds at the end, or who said it."""
    for pattern in (
        r", [^,“”\"]{8,60},(?= [a-z])",
        r" \([^)]+\)",
        r", (?:which|who|with|including|according to|as|after|while) [^“”\"]*(?=\.?$)",
        r", [^,“”\"]{3,40} said(?: on \w+day)?(?=\.?$)",
        r"^(?:On|In|After|During|Meanwhile|However|Earlier)[^,]*, ",
    ):
        changed = re.sub(pattern, "", told.sentence, count=1)
        if changed != told.sentence and len(changed.split()) > 5:
            yield changed[0].upper() + changed[1:]


def two_sentences(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """State the sentence with the one that follows it."""
    at = told.passage.find(told.sentence) + len(told.sentence)
    spans = split_sentences(told.passage[at:])
    if spans and told.passage[at:][spans[0].start : spans[0].end][-1] == ".":
        yield f"{told.sentence} {told.passage[at:][spans[0].start : spans[0].end]}"


def title(told: Told, _pool: Pool, _chance: random.Random) -> Iterator[str]:
    """State the title, if the body has its numbers and names and half of its longer words."""
    words = re.findall(r"\w+", told.title)
    body = told.passage.lower()
    names = [word for word in words if word[0].isupper() or word[0].isdigit()]
    longer = [word for word in words if len(word) > 3]
    in_body = [word for word in longer if word.lower()[:5] in body]
    if all(word.lower() in body for word in names) and len(in_body) >= 0.5 * len(longer) and len(words) > 5:
        yield told.title


MUTATIONS: dict[str, Change] = {
    "number": number,
    "number, of the passage": number_of_another,
    "place": place,
    "place, of the passage": place_of_another,
    "date": day,
    "actor": actor,
    "actor, of the passage": actor_of_another,
    "roles": roles,
    "unit": unit,
    "duration, of the passage": duration_of_another,
    "rank, of the passage": rank_of_another,
    "negation": negation,
    "factuality": factuality,
    "direction": direction,
    "superlative": superlative,
    "quotation": quotation,
    "addition": addition,
}
CONTROLS: dict[str, Change] = {
    "voice": passive,
    "order": order,
    "synonyms": synonyms,
    "shortening": shortening,
    "two sentences": two_sentences,
    "title against body": title,
}


def _put(sentence: str, span: Span, words: str) -> str:
    return sentence[: span.start] + words + sentence[span.end :]


def _whole(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word)


def _exchanged(told: Told, pairs: Sequence[str]) -> Iterator[str]:
    for one, other in map(str.split, pairs):
        for old, new in ((one, other), (other, one)):
            if (match := re.search(_whole(old), told.sentence)) and not re.search(_whole(new), told.passage):
                yield _put(told.sentence, Span(*match.span()), new)


def _counts(text: str) -> list[Number]:
    dates = [mention.span for mention in find_dates(text, today=ANY_DAY)]
    return [
        found
        for found in find_numbers(text)
        if not any(span.start <= found.span.start < span.end for span in dates)
        and text[found.span.start : found.span.end].lower() != "one"
        and not re.fullmatch(r"(?:19|20)\d\d", text[found.span.start : found.span.end])
    ]


def _names(text: str) -> list[Span]:
    """Give the names of `text` that are neither places nor dates."""
    taken = [mention.span for mention in find_places(text)] + [m.span for m in find_dates(text, today=ANY_DAY)]
    spans = [Span(*match.span()) for match in CAPITALS.finditer(text)]
    return [
        span
        for span in spans
        if span.end - span.start > 3 and not any(span.start < other.end and other.start < span.end for other in taken)
    ]


def _stranger(names: Sequence[str], told: Told, chance: random.Random) -> str:
    """Give a name none of whose words the passage has."""
    while True:
        name = chance.choice(names)
        if not any(word in told.passage for word in name.split()):
            return name


def pool_of(texts: Sequence[str]) -> Pool:
    """Give what `texts` name."""
    names = sorted({text[span.start : span.end] for text in texts for span in _names(text)})
    places = sorted({text[m.span.start : m.span.end] for text in texts for m in find_places(text)})
    return Pool([name for name in names if 1 < len(name.split()) < 4], places)
