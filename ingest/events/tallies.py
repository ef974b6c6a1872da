"""Figures out of text: how many of what, in which window, said by whom, and whether it is meant as fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.articles import Article, Part, Qualifier, Span, Tally, TallyKind
from ingest.events.clauses import clause_at
from ingest.events.dates import since_of
from ingest.events.measures import CASUALTIES, EVENTS, PEOPLE, family_of, is_extent, is_time_unit, measure_of
from ingest.events.measures import repeated_action as action_of
from ingest.events.numbers import Number, find_numbers
from ingest.events.speakers import said_by
from ingest.events.stances import stance_at
from ingest.sentences import split_sentences

PERCENT = "percent"
MONEY = "money"
SHORTEST_NOUN = 3
"""Letters of the shortest English noun of counting."""
MAX_SENTENCE = 1_000
"""Characters; a longer "sentence" is a table or a list, whose numbers have no clause to be read in."""

_MAY_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|dozens?"
    r"|millions?|scores)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s*(?:(?P<word>[A-Za-z][\w'’.&-]*)|(?P<mark>\S))")
_BOUNDARY = frozenset(
    "of in on at by for with from to into onto over under after before during since near against between among across"
    " around through throughout within without about as than per amid amidst despite via toward towards inside outside"
    " along off out up down behind beyond but while because that which who whom whose when where if so nor yet until"
    " till is are was were be been being has have had do does did will would can could may might must shall should"
    " the a an this these those its their his her our my your it they he she we you i not also now still already so"
    " including following said says told left hit struck took came made began rose fell went got lost saw ran"
    " shows show according due though although whether how what why then there here today yesterday".split()
)
_SAYING = frozenset("said reported accused noted called led based".split())
_ADDED = frozenset("more additional new further extra fresh".split())
_PLURAL = frozenset(
    "people men women children troops personnel police dead wounded injured missing killed aircraft staff cattle crew"
    " homeless hurt percent".split()
)
_LINK = (
    r"(?:[\s,]|has|have|had|been|is|are|was|were|now|currently|already|officially|stood|stands|standing|at|to|rose|risen|"
    r"rises|rising|climbed|climbs|climbing|reached|reaches|reaching|grew|grown|grows|passed|passes|surpassed|hit|hits|"
    r"jumped|jumps|soared|soars|increased|increases|topped|tops|exceeds|exceeded|since|then|by|the|an|a|of|as|high|"
    r"estimated|confirmed|more|than|least|about|around|over|nearly|almost|some|approximately|roughly|close|up|fewer|"
    r"no|less|put|puts|updated|revised|lowered|corrected|upward|downward|down|early|late|\w+day)*"
)
_TOLL = re.compile(
    rf"\b(?:(?P<modifier>death|casualty|injury|case)\s+)?(?P<head>toll|total|tally|number|count)\b"
    rf"(?:\s+(?:number|count)\b)?(?:\s+(?:of|from)\s+(?P<of>[^,;:()]{{2,60}}?))?\s+{_LINK}$",
    re.IGNORECASE,
)
_CASUALTY_BEFORE = re.compile(
    r"\b(?P<verb>kill(?:ed|ing|s)?|injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt|arrest(?:ed|ing|s)|detain(?:ed|ing|s)"
    r"|displac(?:ed|ing|es)|evacuat(?:ed|ing|es)|kidnapp(?:ed|ing)|abduct(?:ed|ing|s)|rescued?|freed|released|murdered"
    r"|hospitali[sz]ed|infected|(?P<lives>(?:claim(?:ed|ing|s)|tak(?:en|ing|es)|took|cost(?:ing|s)?)"
    r"(?:\s+the\s+lives\s+of)))"
    r"\s+(?:(?:the|an?|some|nearly|almost|about|around|over|approximately|roughly|at|least|more|than|up|to|as|many|"
    r"another|further|additional|estimated|close|no|fewer|well|upwards|of|so|far|also)\s+)*$",
    re.IGNORECASE,
)
_CASUALTY_AFTER = re.compile(
    r"^(?:[\s,]*(?:who|which|that|mostly|many|most|all|of|them|including|women|children|civilians?|have|has|had|been"
    r"|were|was|are|is|be|being|reported|reportedly|confirmed|believed|feared|also|so|far|now|left|got|and|or|the"
    r"|alone|people|soldiers|were|at|least|others?|more|in|total)\b){0,9}[\s,]*(?P<verb>\w+)",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:\bfrom|\bcompared\s+(?:with|to)|\bversus|\bvs\.?|\b(?:earlier|previous|prior|initial)\s+\w+(?:\s+\w+)?\s+of"
    r"|\bprevious(?:ly)?|\bearlier)\s+(?:an?\s+|the\s+|\w+\s+)?(?:earlier\s+|previous\s+|initial\s+)?$",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"\b(?:earlier\s+(?:version|report|count|estimate)|previously|originally|initially|had\s+(?:earlier|first))\b"
    r"(?:(?!\b(?:now|since|instead)\b)[^.;])*$",
    re.IGNORECASE,
)
_SUBSET_BEFORE = re.compile(
    r"(?:\bincluding|\bamong\s+(?:them|the\s+dead)|\bof\s+(?:whom|which|them|those|these)|\bwith)\s+"
    r"(?:at\s+least\s+|more\s+than\s+|about\s+|some\s+|nearly\s+|over\s+|around\s+)?$",
    re.IGNORECASE,
)
_INCREMENT_BEFORE = re.compile(
    r"\b(?:another|(?:an\s+)?additional|a\s+further|further)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\w*\.?"
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s+(?:\d{{1,2}}\s*[-–,]\s*)?$")
_DATE_AFTER = re.compile(rf"^(?:st|nd|rd|th)?\s*(?:of\s+)?(?:[-–]\s*\d{{1,2}}\s+)?{_MONTH}(?:\W|$)")
_YEAR_TOKEN = re.compile(r"(?:19|20)\d\d")
_PERCENT = re.compile(r"^\s?(?:%|per\s?cent\b|percentage\s+points?\b|-percent\b)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?P<value>\d{1,4})(?:st|nd|rd|th)\s+(?P<rest>(?:[\w’'-]+\s+){0,3}?)(?P<head>\w+)", re.IGNORECASE
)
_PLACE = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]*){0,3}"
_PART_TAIL = re.compile(
    rf"^(?P<unit>(?:\s+[a-z][\w’'-]*){{0,4}}?)\s+(?:in|on|from|at|across|inside)\s+(?P<place>{_PLACE})"
)
_PART_LINK = re.compile(
    r"^[\s,;]*(?:(?:and|as\s+well\s+as|plus|with|while|another|also|at\s+least|about|some|more\s+than|around|nearly|—|–|-)"
    r"[\s,]*)*$",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\b(?P<verb>[a-z]+ed|hit|struck|shot|come under (?:attack|fire)|came under (?:attack|fire))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one number counts."""

    measure: str
    unit: str
    kind: TallyKind = TallyKind.TOTAL


def find_tallies(article: Article) -> tuple[Tally, ...]:
    """Give every figure that the title and text of `article` report, in reading order.

    Dates, ages, durations, extents, scores and numbers inside names are left out.
    """
    today = article.published.date()
    return tuple(
        tally
        for span in split_sentences(article.text)
        if span.end - span.start <= MAX_SENTENCE
        for tally in read_sentence(article.text[span.start : span.end], span=span, today=today)
    )


def read_sentence(sentence: str, *, span: Span, today: date) -> tuple[Tally, ...]:
    """Give the figures of one sentence that was published on `today` and stands at `span`."""
    if not _MAY_COUNT.search(sentence):
        return ()
    numbers = find_numbers(sentence)
    groups = tuple(_part_groups(sentence, numbers))
    found = [
        *_plain(sentence, numbers, groups),
        *_sums(sentence, numbers, groups),
        *_ordinals(sentence),
    ]
    if not found:
        return ()
    window = since_of(sentence, today=today)
    speaker = said_by(sentence)
    return tuple(
        Tally(
            value=number.value,
            qualifier=number.qualifier,
            kind=counted.kind,
            stance=stance_at(sentence, number.span),
            measure=counted.measure,
            unit=counted.unit,
            counts=clause_at(sentence, number.span),
            parts=parts,
            since=window.first if window else None,
            since_precision=window.precision if window else None,
            as_of=min(window.last, today) if window else today,
            said_by=speaker,
            quote=span,
        )
        for number, counted, parts in found
    )


def counted_in(phrase: str) -> tuple[str, str] | None:
    """Give measure and unit of what a phrase like "drone attacks on troops" or "people were killed" counts.

    The phrase is what would follow the number; `None` if it counts nothing.
    """
    counted = _counted("", phrase)
    return (counted.measure, counted.unit) if counted else None


def _plain(
    sentence: str, numbers: tuple[Number, ...], groups: tuple[tuple[Number, ...], ...]
) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    in_groups = {number for group in groups for number in group}
    for number in numbers:
        if number in in_groups or _is_no_count(sentence, number):
            continue
        counted = _what(sentence, number)
        if counted is None:
            continue
        parts = next((_parts(sentence, group) for group in groups if _sums_up(number, group)), ())
        yield number, counted, parts


def _sums(
    sentence: str, numbers: tuple[Number, ...], groups: tuple[tuple[Number, ...], ...]
) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    """Parts whose total the sentence does not state: "ten times in one place and three times in another"."""
    for group in groups:
        if any(_sums_up(number, group) for number in numbers if number not in group):
            continue
        counted = _what(sentence, group[0])
        if counted is None or counted.kind is TallyKind.SUBSET:
            continue
        total = sum(number.value for number in group)
        yield Number(group[0].span, total, group[0].qualifier), counted, _parts(sentence, group)


def _ordinals(sentence: str) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    for match in _ORDINAL.finditer(sentence):
        measure = family_of(match["head"])
        if measure in EVENTS:
            number = Number(Span(match.start("value"), match.end("value")), float(match["value"]), Qualifier.AT_LEAST)
            yield number, _Counted(measure, match["head"], TallyKind.ORDINAL), ()


def _is_no_count(sentence: str, number: Number) -> bool:
    """Tell dates, years, ages, compounds ("ten-storey") and money-like codes from counts."""
    before, after = sentence[: number.span.start], sentence[number.span.end :]
    written = sentence[number.span.start : number.span.end]
    if after.startswith(("-", "–", "‑", "'s", "’s")) and not _PERCENT.match(after):
        return True
    if re.search(r"[-–‑]$", before) and not before.endswith((" -", " –")):
        return True
    if _DATE_BEFORE.search(before) or _DATE_AFTER.match(after):
        return True
    if _YEAR_TOKEN.fullmatch(written):
        return True
    return bool(
        re.search(
            r"\b(?:aged?|No\.?|number|page|day|chapter|article|channel|phase|level|group|room)\s+$",
            before,
            re.IGNORECASE,
        )
    ) and not after.lstrip().startswith(("of", "people"))


def _what(sentence: str, number: Number) -> _Counted | None:
    before, after = sentence[: number.span.start], sentence[number.span.end :]
    if number.is_money:
        return _Counted(MONEY, sentence[number.span.start], _kind(before, after, TallyKind.RATE))
    if match := _PERCENT.match(after):
        return _Counted(PERCENT, match.group().strip(), _kind(before, after, TallyKind.RATE))
    counted = _counted(before, after)
    if counted is None:
        return None
    return _Counted(counted.measure, counted.unit, _kind(before, after, counted.kind))


def _kind(before: str, after: str, otherwise: TallyKind) -> TallyKind:
    if _PREVIOUS.search(before) or _SUPERSEDED.search(before):
        return TallyKind.PREVIOUS
    if _INCREMENT_BEFORE.search(before):
        return TallyKind.INCREMENT
    if _SUBSET_BEFORE.search(before) or re.match(r"\s+of\s+(?:them|whom|those|these|the)\b", after):
        return TallyKind.SUBSET
    return otherwise


def _counted(before: str, after: str) -> _Counted | None:
    words, rest = _noun_phrase(after)
    if not words:
        return _from_the_left(before)
    kind = TallyKind.INCREMENT if words[0].lower() in _ADDED else TallyKind.TOTAL
    head, unit = words[-1], " ".join(words)
    if head.lower() in {"times", "occasions"}:
        measure = _repeated(before)
    elif is_time_unit(head) or is_extent(head):
        measure = None
    else:
        befell = _casualty_of(before, rest) if head.lower() in PEOPLE or head[0].isupper() else None
        toll = _from_the_left(before)
        measure = family_of(head) or befell or (toll.measure if toll else None) or _plain_measure(head)
    return _Counted(measure, unit, kind) if measure else None


def _plain_measure(head: str) -> str | None:
    return None if head.lower() in _BOUNDARY or len(head) < SHORTEST_NOUN else measure_of(head)


def _noun_phrase(after: str) -> tuple[list[str], str]:
    """Read the counted noun phrase at the start of `after`; give its words, head last, and what follows."""
    words: list[str] = []
    position = 0
    after = re.sub(r"^(\s+of\s+(?:the\s+|its\s+|their\s+|these\s+|those\s+|our\s+)?)", lambda m: " " * len(m[0]), after)
    while match := _WORD.match(after, position):
        word = match["word"]
        if word is None or len(words) > 6:  # noqa: PLR2004 because no head stands further off
            break
        folded = word.lower().rstrip(".")
        if folded in {"and", "or"} and words and not _is_plural(words[-1]):
            position = match.end()
            words.append(word)
            continue
        if folded in _BOUNDARY or folded in {"and", "or"}:
            break
        if words and _is_plural(words[-1]) and not words[-1][0].isupper():
            break
        words.append(word)
        position = match.end()
        if word.endswith((".", "'", "’")) and not re.search(r"[A-Z]\.$", word):
            break
    while words and words[-1].lower() in {"and", "or"}:
        words.pop()
    if words:
        words[-1] = re.sub(r"['’]s?$", "", words[-1]).rstrip(".")
        words = _up_to_head(words)
    return words, after[position:]


def _up_to_head(words: list[str]) -> list[str]:
    for position, word in enumerate(words):
        if _is_plural(word) and not (word[0].isupper() and position + 1 < len(words)):
            return words[: position + 1]
    return words


def _is_plural(word: str) -> bool:
    if word.lower() in _PLURAL:
        return True
    if word.isupper() or "." in word:
        return False
    return bool(re.search(r"[a-z]{2}s$", word)) and not re.search(r"(?:ss|us|is|['’]s)$", word)


def _repeated(before: str) -> str | None:
    """Give what "N times" counts: the action of the nearest verb before it."""
    clause = re.split(r"[;:—]|\bthat\b", before)[-1]
    for match in reversed([*_ACTION.finditer(clause)] or [*_ACTION.finditer(before)]):
        verb = match["verb"]
        measure = "attack" if " " in verb else action_of(verb)
        if measure and verb.lower() not in _SAYING:
            return measure
    return None


def _casualty_of(before: str, rest: str) -> str | None:
    if match := _CASUALTY_BEFORE.search(before):
        return "killed" if match["lives"] else family_of(match["verb"])
    if (match := _CASUALTY_AFTER.match(rest)) and (measure := family_of(match["verb"])) in CASUALTIES:
        return measure
    return None


def _from_the_left(before: str) -> _Counted | None:
    if match := _CASUALTY_BEFORE.search(before):
        measure = "killed" if match["lives"] else family_of(match["verb"])
        return _Counted(measure, match["verb"]) if measure else None
    match = _TOLL.search(before)
    if match is None:
        return None
    modifier = (match["modifier"] or "").lower()
    if modifier == "death" or (match["head"].lower() == "toll" and not match["of"] and not modifier):
        return _Counted("killed", "deaths")
    if modifier:
        return _Counted(measure_of(modifier), modifier)
    if match["of"]:
        words, rest = _noun_phrase(" " + match["of"])
        if words:
            head = words[-1]
            measure = (_casualty_of("", rest) if head.lower() in PEOPLE else None) or measure_of(head)
            return _Counted(measure, " ".join(words))
    return None


def _part_groups(sentence: str, numbers: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    """Give each run of two and more "so many in PLACE", joined by nothing but "and" and the like."""
    group: list[Number] = []
    link_from = 0
    for number in numbers:
        tail = _PART_TAIL.match(sentence[number.span.end :])
        if tail is None or is_time_unit(tail["unit"].split()[-1] if tail["unit"].split() else ""):
            continue
        joined = group and _PART_LINK.match(sentence[link_from : number.span.start])
        if not joined:
            if len(group) > 1:
                yield tuple(group)
            group = []
        group.append(number)
        link_from = number.span.end + tail.end()
    if len(group) > 1:
        yield tuple(group)


def _parts(sentence: str, group: tuple[Number, ...]) -> tuple[Part, ...]:
    tails = [_PART_TAIL.match(sentence[number.span.end :]) for number in group]
    return tuple(
        Part(re.sub(r"^the\s+", "", tail["place"]), number.value)
        for number, tail in zip(group, tails, strict=True)
        if tail
    )


def _sums_up(number: Number, group: tuple[Number, ...]) -> bool:
    if number in group:
        return False
    total = sum(part.value for part in group)
    slack = 0 if number.qualifier is Qualifier.EXACT else 0.03 * total
    return abs(number.value - total) <= slack
