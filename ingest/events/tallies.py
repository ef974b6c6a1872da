"""Figures out of text: how many of what, in which window, said by whom, and whether it is meant as fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise, zip_longest

from ingest.articles import Article, Part, Qualifier, Span, Tally, TallyKind
from ingest.events.clauses import clause_at
from ingest.events.dates import DateMention, find_dates, since_of
from ingest.events.measures import CASUALTIES, EVENTS, PEOPLE, family_of, is_extent, is_time_unit, measure_of
from ingest.events.measures import repeated_action as action_of
from ingest.events.numbers import ORDINALS, TENS, Number, find_numbers, range_end
from ingest.events.speakers import said_by
from ingest.events.stances import stance_at
from ingest.sentences import split_sentences

PERCENT = "percent"
MONEY = "money"
SHORTEST_NOUN = 3
"""Letters of the shortest English noun of counting."""
MAX_SENTENCE = 1_000
"""Characters; a longer "sentence" is a table or a list, whose numbers have no clause to be read in."""

NEAR = 100
"""Characters before a number in which stands what makes it a change, a share or a casualty."""
NEXT_TO = 30
"""Characters before a number in which stands what makes it a date or a label."""
MOST_NOUNS = 6
"""No head of a noun phrase stands further off."""
MAX_NUMBERS = 30
"""A sentence with more numbers is a table, too."""

_ORDINAL_WORD = rf"(?:(?:{'|'.join(TENS)})-(?:first|second|{'|'.join(ORDINALS)})|{'|'.join(ORDINALS)})"
_DIGIT = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:t(?:wo\b|wel|hree|hir[td]|en(?:s|th)?\b|went|housand)|f(?:our|ive\b|if|ort)|s(?:ix|even|cores\b)"
    r"|e(?:igh|leven)|nin[et]|hundred|dozen|[bm]illion)"
)
"""How numbers and ordinals begin in lower case: quicker to look for than to read them."""
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
_PLURAL_ENDING = re.compile(r"(?:[a-z]{2}|[A-Z])s$")
_SINGULAR_ENDING = re.compile(r"(?:ss|us|['’]s|\b[a-z]\w*is)$")
"""A capital in "-is" is a people: Israelis, Iraqis."""
_ADDED = frozenset("more additional new further extra fresh".split())
_PLURAL = frozenset(
    "people men women children troops personnel police dead wounded injured missing killed aircraft staff cattle crew"
    " homeless hurt percent fish sheep youth elderly seniors media euro yen yuan".split()
)
_LEVEL = frozenset(
    "rose risen rises rising climbed climbs climbing reached reaches reaching grew grown grows passed passes surpassed"
    " hit hits jumped jumps soared soars increased increases topped tops exceeds exceeded stood stands standing stand"
    " fell fallen dropped totaled totalled numbered".split()
)
_NOW_NUMBER = re.compile(r"\s+(?:now|already|currently)\s+number(?:ed)?\s+$", re.IGNORECASE)
_COUNTED_ILL = {"cases": "case"}
_WORD_OF_PLACE = re.compile(r"\s+(?:on|in|at|of|from|by|across|against|among|since|nationwide|worldwide)\b")
_LEADING = re.compile(r"\s*(?:(?:and|but|the|their|its|total|overall)\s+)*", re.IGNORECASE)
_LINK = _LEVEL | frozenset(
    "has have had been is are was were now currently already officially at to since then by the an a of as high"
    " estimated confirmed more than least about around over nearly almost some approximately roughly close up fewer no"
    " less put puts updated revised lowered corrected upward downward down early late record monday tuesday wednesday"
    " thursday friday saturday sunday today yesterday past from , :".split()
)
"""Words and marks that may stand between a toll and its number."""
_TOKEN = re.compile(r"[\w’'-]+|[^\s\w]")
_TOLL = re.compile(
    r"\b(?:(?P<modifier>death|casualty|injury|case)\s+)?(?P<head>toll|total|tally|number|count)\b"
    r"(?:\s+(?:number|count)\b)?(?:\s+(?:(?:of|from)\s+(?P<of>[^,;:()]{2,60})|(?:in|across|among|for|since)\s+[^,;:()]{2,60}))?$",
    re.IGNORECASE,
)
_CASUALTY_BEFORE = re.compile(
    r"\b(?P<verb>kill(?:ed|ing|s)?|injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt|arrest(?:ed|ing|s)|detain(?:ed|ing|s)"
    r"|displac(?:ed|ing|es)|evacuat(?:ed|ing|es)|kidnapp(?:ed|ing)|abduct(?:ed|ing|s)|rescued?|freed|released|murdered|massacred|slaughtered"
    r"|hospitali[sz]ed|infected|shot\s+dead|(?P<lives>(?:claim(?:ed|ing|s)|tak(?:en|ing|es)|took|cost(?:ing|s)?)"
    r"(?:\s+the\s+lives\s+of)))"
    r"\s+(?:(?:the|an?|some|nearly|almost|about|around|over|approximately|roughly|at|least|more|than|up|to|as|many|"
    r"another|further|additional|estimated|close|no|fewer|well|upwards|of|so|far|also|record|between)\s+)*$",
    re.IGNORECASE,
)
_BEFALLING = frozenset(
    "who which that mostly many most all of them including women children civilian civilians have has had been were was"
    " are is be being reported reportedly confirmed believed feared also so far now left got and or the alone people"
    " soldiers at least other others more in total may might could would will must still remain shot".split()
)
"""Words that may stand between people and what befell them."""
_LOST_LIVES = re.compile(r"\blost\s+(?:their|his|her)\s+li(?:ves|fe)\b", re.IGNORECASE)
_MOST_BEFALLING = 9
_PASSIVE = re.compile(r"\s+(?:who\s+)?(?:were|was|are|have|has|had|may|died|remain)\b")
_ASIDE = re.compile(r"\s*,[^,;.]{2,80},(?=\s+(?:were|was|are|have|has|had|is|may|died)\b)", re.IGNORECASE)
_AND_OTHERS = re.compile(r",?\s+and\s+(?:[\w’'-]+\s+){1,4}?(?=(?:were|was|are|have|has|had|died)\b)", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"(?:(?P<origin>\bfrom)|\bcompared\s+(?:with|to)|\bversus|\bvs\.?"
    r"|\b(?:earlier|previous|prior|initial)\s+\w+(?:\s+\w+)?\s+of|\bprevious(?:ly)?|\bearlier)"
    r"\s+(?:an?\s+|the\s+|\w+\s+)?(?:earlier\s+|previous\s+|initial\s+)?$",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"\b(?:earlier\s+(?:version|report|count|estimate)|previously|originally|initially|had\s+(?:earlier|first))\b",
    re.IGNORECASE,
)
_SUPERSEDING = re.compile(r"[.;]|\b(?:now|since|instead)\b", re.IGNORECASE)
_MOVED = (
    r"\b(?:rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|drop(?:s|ped)?|increas\w+|decreas\w+|climb\w*"
    r"|jump\w*|grow|grew|grown|gain\w*|slip\w*|plung\w+|surg\w+|soar\w*|rais\w+|lower\w*|declin\w+|shr[aiu]nk"
    r"|slow(?:s|ed|ing)?|eas(?:e|es|ed|ing)|went|goes|revis\w+|cut|up|down|higher)\b"
)
_CHANGE = re.compile(_MOVED, re.IGNORECASE)
_FEW_WORDS = (
    r"(?:nearly|almost|about|around|over|more|than|at|least|some|roughly|just|only|a|an|further|another|as|much)"
)
_MOVED_BY = re.compile(rf"{_MOVED}(?:\s+[\w’'-]+){{0,3}}?\s+by\s+(?:{_FEW_WORDS}\s+)*$", re.IGNORECASE)
_MOVED_SO_MUCH = re.compile(rf"{_MOVED}\s+(?:{_FEW_WORDS}\s+)*$", re.IGNORECASE)
_SO_MUCH_MORE = re.compile(
    r"\s*(?:%|per\s?cent(?:age\s+points?)?|points?)?\s+(?:more|fewer|higher|lower|less|increase|rise|jump|drop|decline"
    r"|fall|growth|gain|surge|(?:up|down)(?!\s+from))\b|\s*percentage\s+points?\b",
    re.IGNORECASE,
)
_SUBSET_BEFORE = re.compile(
    r"(?:\bincluding|\bamong\s+(?:them|the\s+dead)|\bof\s+(?:whom|which|them|those|these))\s+"
    r"(?:at\s+least\s+|more\s+than\s+|about\s+|some\s+|nearly\s+|over\s+|around\s+)?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\s+of\s+(?:(?:the|its|their|these|those|our)\s+)?", re.IGNORECASE)
_ADDS = re.compile(r"\s+more\b(?!\s+than)", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)
_SUBSET_AFTER = re.compile(r"\s+of\s+(?:them|whom|those|these|the)\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|some\s+|about\s+|more\s+than\s+)?$", re.IGNORECASE
)
_ODDS = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE)
_ODDS_OUT_OF = frozenset({10, 100})
_INCREMENT_BEFORE = re.compile(
    r"\b(?:another|(?:an\s+)?additional|a\s+further|further)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s+(?:\d{{1,2}}\s*[-–,]\s*)?$")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s*(?:of\s+)?(?:[-–]\s*\d{{1,2}}\s+)?{_MONTH}(?:\W|$)")
_YEAR_TOKEN = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(
    r"\b(?:aged?|No\.?|page|chapter|article|section|title|phase|level|type|category|class|grade|magnitude|flight|route"
    r"|highway|version|resolution|channel|stage|tier|(?-i:Group\s+of)|the\s+age\s+of)\s+$",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(
    r"\b(?:day|room|group|area|block|building|tower|gate|district|zone|unit|ward|platform|bus|train"
    r"|(?<!now )number)\s+$",
    re.IGNORECASE,
)
"""Words that number one thing, unless a plural follows: "tower 12", but "on that day 12 people"."""
_NO_ONE = re.compile(r"\b(?:no|not|any|every|each)[\s-]+$", re.IGNORECASE)
_AS_OF = re.compile(r"\bas\s+of\s+(?:late\s+|early\s+)?$", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percentage\s+points?\b|-percent\b)", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?:(?P<value>\d{{1,4}})(?:st|nd|rd|th)|(?P<written>{_ORDINAL_WORD}))"
    r"(?=\s+(?P<rest>[\w’'-]+(?:\s+[\w’'-]+){0,3}))",
    re.IGNORECASE,
)
_EVENT_STEMS = ("ttack", "ssault", "trike", "ombing", "hooting", "bduct", "idnap")
"""Quicker to look for than ordinals, which count nothing else."""
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
    found: list[Tally] = []
    before: tuple[Tally, ...] = ()
    for span in split_sentences(article.text):
        if span.end - span.start <= MAX_SENTENCE:
            before = read_sentence(article.text[span.start : span.end], span=span, today=today, before=before)
            found += before
    return tuple(found)


def read_sentence(sentence: str, *, span: Span, today: date, before: tuple[Tally, ...] = ()) -> tuple[Tally, ...]:
    """Give the figures of one sentence that was published on `today` and stands at `span`.

    `before` are the figures of the sentence before: a bare "the total" goes on counting the same.
    """
    if not _may_count(sentence):
        return ()
    numbers = find_numbers(sentence)
    if len(numbers) > MAX_NUMBERS:
        return ()
    carried = next((_Counted(tally.measure, tally.unit) for tally in before if tally.kind is TallyKind.TOTAL), None)
    reading = _Reading(sentence, numbers, carried)
    found = [*_plain(reading), *_sums(reading), *_ordinals(sentence)]
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
            as_of=_last_day(sentence, window, today),
            said_by=speaker,
            quote=span,
        )
        for number, counted, parts in found
    )


def _may_count(text: str) -> bool:
    return bool(_DIGIT.search(text) or _NUMBER_WORD.search(text.lower()))


def _last_day(sentence: str, window: DateMention | None, today: date) -> date:
    """Give the last day that the figures cover: "as of 3 October", else the window's last, else `today`."""
    if "s of " in sentence:
        for mention in find_dates(sentence, today=today):
            if _AS_OF.search(sentence, 0, mention.span.start):
                return min(mention.last, today)
    return min(window.last, today) if window else today


def counted_in(phrase: str) -> tuple[str, str] | None:
    """Give measure and unit of what a phrase like "drone attacks on troops" or "people were killed" counts.

    The phrase is what would follow the number; `None` if it counts nothing.
    """
    counted = _counted("", phrase)
    return (counted.measure, counted.unit) if counted else None


class _Reading:
    """A sentence with its numbers, and which of them belong together."""

    def __init__(self, sentence: str, numbers: tuple[Number, ...], carried: _Counted | None) -> None:
        self.sentence = sentence
        self.numbers = numbers
        self.carried = carried
        """What a bare "the total" counts."""
        self.groups = tuple(_part_groups(sentence, numbers))
        self.wholes: dict[Number, Number] = {}
        """The 40 by the 12 in "12 of the 40 patients"."""
        self.passed_over: set[Number] = set()
        """Numbers that say no figure of their own: odds, wholes, ends of ranges."""
        for number, following in pairwise(numbers):
            between = sentence[number.span.end : following.span.start]
            if _ODDS.fullmatch(between) and _are_odds(number, following):
                self.passed_over |= {number, following}
            elif _SHARE_OF.fullmatch(between) and number.value == 1:
                self.passed_over.add(number)
            elif _SHARE_OF.fullmatch(between):
                self.wholes[number] = following
                self.passed_over.add(following)
            elif following.span.start < (range_end(sentence, number.span) or 0):
                self.passed_over.add(following)

    def beside(self, number: Number) -> tuple[str, str]:
        """Give what stands before a number and what follows it, its range or its whole."""
        whole = self.wholes.get(number)
        end = whole.span.end if whole else range_end(self.sentence, number.span) or number.span.end
        return self.sentence[: number.span.start], self.sentence[end:]


def _are_odds(number: Number, following: Number) -> bool:
    return number.value == 1 or (following.value in _ODDS_OUT_OF and number.value < following.value)


def _plain(reading: _Reading) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    left_out = reading.passed_over.union(*reading.groups)
    for number in reading.numbers:
        if number in left_out or _is_no_count(reading, number):
            continue
        counted = _what(reading, number)
        if counted is None:
            continue
        parts = next((_parts(reading.sentence, group) for group in reading.groups if _sums_up(number, group)), ())
        yield number, counted, parts


def _sums(reading: _Reading) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    """Parts whose total the sentence does not state: "ten times in one place and three times in another"."""
    for group in reading.groups:
        if any(_sums_up(number, group) for number in reading.numbers if number not in group):
            continue
        counted = _what(reading, group[0])
        if counted is None or counted.kind is TallyKind.SUBSET:
            continue
        total = sum(number.value for number in group)
        yield Number(group[0].span, total, group[0].qualifier), counted, _parts(reading.sentence, group)


def _ordinals(sentence: str) -> Iterator[tuple[Number, _Counted, tuple[Part, ...]]]:
    if not any(stem in sentence for stem in _EVENT_STEMS):
        return
    for match in _ORDINAL.finditer(sentence):
        words = match["rest"].split()
        head = next((word for word in words if word.lower() in _BOUNDARY or family_of(word) or _is_plural(word)), "")
        measure = family_of(head)
        if measure in EVENTS and (head == words[0] or not _is_plural(head)):
            span = Span(match.start(), match.end("value") if match["value"] else match.end("written"))
            value = float(match["value"] or _value_of_ordinal(match["written"]))
            yield Number(span, value, Qualifier.AT_LEAST), _Counted(measure, head, TallyKind.ORDINAL), ()


def _value_of_ordinal(written: str) -> int:
    tens, _, unit = written.lower().rpartition("-")
    return TENS.get(tens, 0) + {"first": 1, "second": 2, **ORDINALS}[unit]


def _is_no_count(reading: _Reading, number: Number) -> bool:
    """Tell dates, years, ages, labels ("tower 12") and compounds ("ten-storey") from counts."""
    before, after = reading.beside(number)
    before = before[-NEXT_TO:]
    if after.startswith(("-", "–", "‑", "'s", "’s")) and not _PERCENT.match(after):
        return True
    if before.endswith(("-", "–", "‑")) and not before.endswith((" -", " –")):
        return True
    if _DATE_BEFORE.search(before) or _DATE_AFTER.match(after) or _NO_ONE.search(before) or _LABEL.search(before):
        return True
    if number.value == 1 and after.startswith(" of "):
        return True
    written = reading.sentence[number.span.start : number.span.end]
    if _YEAR_TOKEN.fullmatch(written):
        return not _counts_like_a_year(number, before, after)
    return bool(_PLACE_LABEL.search(before)) and not _followed_by_plural(after)


def _counts_like_a_year(number: Number, before: str, after: str) -> bool:
    """Tell "killed 2050 people" from the year 2050."""
    words, _ = _noun_phrase(after)
    is_people = bool(words) and words[-1].lower() in PEOPLE
    return is_people and (number.qualifier is not Qualifier.EXACT or bool(_CASUALTY_BEFORE.search(before[-NEAR:])))


def _followed_by_plural(after: str) -> bool:
    words, _ = _noun_phrase(after)
    return bool(words) and (words[-1].endswith("s") or words[-1].lower() in PEOPLE)


def _what(reading: _Reading, number: Number) -> _Counted | None:
    before, after = reading.beside(number)
    if number.is_money:
        return _Counted(MONEY, reading.sentence[number.span.start], _kind(before, after, TallyKind.RATE))
    if match := _PERCENT.match(after):
        return _Counted(PERCENT, match.group().strip(), _kind(before, after, TallyKind.RATE))
    counted = _counted(before, after, reading.carried)
    if counted is None:
        return None
    is_share = number in reading.wholes and counted.measure not in CASUALTIES
    kind = TallyKind.SUBSET if is_share else _kind(before, after, counted.kind)
    return _Counted(counted.measure, counted.unit, kind)


def _kind(before: str, after: str, otherwise: TallyKind) -> TallyKind:
    if _is_previous(before):
        return TallyKind.PREVIOUS
    near = before[-NEAR:]
    if _INCREMENT_BEFORE.search(near) or _MOVED_BY.search(near):
        return TallyKind.INCREMENT
    if otherwise is TallyKind.RATE and _is_change(near, after):
        return TallyKind.INCREMENT
    return TallyKind.SUBSET if _SUBSET_BEFORE.search(near) else otherwise


def _is_change(before: str, after: str) -> bool:
    """Tell "up 12%" and "12% more" from a level; "raised $5m" is none."""
    return bool(_SO_MUCH_MORE.match(after) or (_PERCENT.match(after) and _MOVED_SO_MUCH.search(before)))


def _is_previous(before: str) -> bool:
    """Tell whether the number is one that the text compares with, or has since given up."""
    compared = _PREVIOUS.search(before[-NEAR:])
    if compared and (not compared["origin"] or _CHANGE.search(before)):
        return True
    superseded = max((match.end() for match in _SUPERSEDED.finditer(before)), default=None)
    return superseded is not None and not _SUPERSEDING.search(before, superseded)


def _counted(before: str, after: str, carried: _Counted | None = None) -> _Counted | None:
    of_them = _OF_THEM.match(after)
    words, rest = _noun_phrase(after[of_them.end() :] if of_them else after)
    if not words:
        return _befallen(after[of_them.end() :] if of_them else after) or _from_the_left(before, carried)
    head, unit = words[-1], " ".join(words)
    measure = _measure(head, before, "" if of_them else rest, carried)
    if measure is None:
        return None
    if _SUBSET_AFTER.match(after):
        return _Counted(measure, unit, TallyKind.SUBSET)
    is_added = _ADDS.match(rest) or words[0].lower() in _ADDED
    is_added = is_added or (words[0].lower() == "other" and not _may_count(before))
    return _Counted(measure, unit, TallyKind.INCREMENT if is_added else TallyKind.TOTAL)


def _measure(head: str, before: str, rest: str, carried: _Counted | None) -> str | None:
    folded = head.lower()
    if folded in {"times", "occasions"}:
        return _repeated(before)
    if is_time_unit(head) or is_extent(head):
        return None
    are_people = folded in PEOPLE or folded in _ADDED or head[0].isupper()
    befell = _casualty_of(before, rest) if are_people else None
    if measure := family_of(head) or befell:
        return measure
    toll = _from_the_left(before, carried)
    return toll.measure if toll else _plain_measure(head)


def _plain_measure(head: str) -> str | None:
    is_noun = len(head) >= SHORTEST_NOUN and _is_plural(head) and head.lower() not in _BOUNDARY
    return measure_of(head) if is_noun else None


def _noun_phrase(after: str) -> tuple[list[str], str]:
    """Read the counted noun phrase at the start of `after`; give its words, head last, and what follows."""
    words: list[str] = []
    opening = _OF_THE.match(after)
    position = opening.end() if opening else 0
    while (match := _WORD.match(after, position)) and (word := match["word"]) and len(words) <= MOST_NOUNS:
        folded = word.lower().rstrip(".")
        is_and = folded in {"and", "or"}
        if folded in _BOUNDARY or (words and _is_plural(words[-1]) and (is_and or not words[-1][0].isupper())):
            break
        if is_and and (not words or words[-1].lower() in PEOPLE):
            break
        words.append(word)
        position = match.end()
        if word.endswith((".", "'", "’")) and not (word.endswith(".") and word[-2:-1].isupper()):
            break
    while words and words[-1].lower() in {"and", "or"}:
        words.pop()
    if words:
        words[-1] = re.sub(r"['’]s?$", "", words[-1]).rstrip(".")
    return _up_to_head(words), after[position:]


def _up_to_head(words: list[str]) -> list[str]:
    """Cut after the first plural, or in a title, whose every word is capital, after the last."""
    plurals = [position for position, word in enumerate(words, start=1) if _is_plural(word)]
    if not plurals:
        return words
    lower = next((position for position in plurals if not words[position - 1][0].isupper()), plurals[-1])
    return words[:lower]


def _is_plural(word: str) -> bool:
    folded = word.lower()
    if folded in _PLURAL or folded.endswith(("people", "women", "smen", "nmen", "emen")):
        return True
    if word.isupper() or "." in word:
        return False
    return bool(_PLURAL_ENDING.search(word)) and not _SINGULAR_ENDING.search(word)


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
    if match := _CASUALTY_BEFORE.search(before[-NEAR:]):
        return _done_by(match)
    befallen = _befell(rest)
    return befallen.measure if befallen else None


def _done_by(match: re.Match[str]) -> str | None:
    """Give what the verb before a number did to so many."""
    return "killed" if match["lives"] else family_of(match["verb"].split()[-1])


def _befallen(after: str) -> _Counted | None:
    """Give what befell people whom no noun names: "45 were injured", "7 are missing"."""
    return _befell(after) if _PASSIVE.match(after) else None


def _befell(rest: str) -> _Counted | None:
    """Give what the first verb after people says of them, over asides and others of the same fate."""
    rest = _LOST_LIVES.sub("died", rest)
    aside = _ASIDE.match(rest) or _AND_OTHERS.match(rest)
    for token in islice(_TOKEN.finditer(rest, aside.end() if aside else 0), _MOST_BEFALLING):
        word = token.group()
        if word != "," and word.lower() not in _BEFALLING:
            measure = family_of(word)
            return _Counted(measure, word) if measure in CASUALTIES else None
    return None


def _from_the_left(before: str, carried: _Counted | None) -> _Counted | None:
    """Give what is counted where no noun follows the number: "has killed 120", "the toll rose to 45"."""
    if match := _CASUALTY_BEFORE.search(before[-NEAR:]):
        measure = _done_by(match)
        return _Counted(measure, match["verb"]) if measure else None
    if match := _NOW_NUMBER.search(before):
        return _subject(before[: match.start()])
    named, links = _unlinked(before)
    if match := _TOLL.search(named):
        return _toll(match, carried)
    return _subject(named) if links & _LEVEL else None


def _unlinked(before: str) -> tuple[str, set[str]]:
    """Part what names the count from the linking words before its number: "Deaths" and "have climbed to"."""
    links: set[str] = set()
    tokens = [*_TOKEN.finditer(before)]
    for token, preceding in zip_longest(reversed(tokens), reversed(tokens[:-1])):
        word = token.group().lower()
        is_earlier = word[0].isdigit() and preceding is not None and preceding.group().lower() in {"by", "from"}
        if word not in _LINK and not is_earlier:
            return before[: token.end()], links
        links.add(word)
    return "", links


def _toll(match: re.Match[str], carried: _Counted | None) -> _Counted | None:
    modifier = (match["modifier"] or "").lower()
    if modifier == "death" or (match["head"].lower() == "toll" and not match["of"] and not modifier):
        return _Counted("killed", "deaths")
    if modifier:
        return _Counted(measure_of(modifier), modifier)
    if not match["of"]:
        return carried
    words, rest = _noun_phrase(" " + match["of"])
    if not words:
        return None
    befell = _casualty_of("", rest) if words[-1].lower() in PEOPLE else None
    return _Counted(befell or measure_of(words[-1]), " ".join(words))


def _subject(named: str) -> _Counted | None:
    """Give what the subject of "climbed to" or "now number" counts, if its noun says so by itself."""
    clause = re.split(r"[,;:—]", named)[-1]
    leading = _LEADING.match(clause)
    words, rest = _noun_phrase(" " + clause[leading.end() if leading else 0 :])
    measure = family_of(words[-1]) or _COUNTED_ILL.get(words[-1].lower()) if words else None
    is_whole = not rest.strip() or _WORD_OF_PLACE.match(rest)
    return _Counted(measure, " ".join(words)) if measure and is_whole else None


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
