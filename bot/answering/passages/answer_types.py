"""Whether a sentence says of something what a question says of what it asks for.

Names alone do not make an answer: "the 2019 final was held in Oslo" has all that "who won the 2019 final?" names. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.passages.numbered import is_of_sibling
from bot.answering.question.relations import Expected, Part, Relation
from bot.answering.question.wording import STOP_WORDS, Term
from ingest import Span, country_of, find_dates, find_numbers, find_places

_ROLE_NOUN = re.compile(
    r"(?:er|or|ion|ions|ment|ist|ers|ors|victory|title|champion|champions|laureate|recipient|takeover|death|winners?"
    r"|trophy|crown|birth|sale|owned|head)$"
)
_NAME = re.compile(
    r"(?<![\w$€£])[^\W\d_a-z][\w’'-]*[\w](?:\s+(?:(?:de|da|van|von|der|den|del|al|bin|ibn|la|le|di|du|dos)\s+){0,2}[^\W\d_a-z][\w’'.-]*\w)*"
)
_OPENING = re.compile(r"^(?:(?:The|An?|While|When|As|After|Before|Although|But|And|In|On|At|By|For|Since)\s+)+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WITHIN = re.compile(r"\b(?:in|at|near|outside|off)\s+(?:the\s+)?$", re.IGNORECASE)
_CAUSAL = re.compile(
    r"\b(?:because|due\s+to|owing\s+to|caus(?:e[sd]?|ing)|led\s+to|trigger(?:s|ed)|spark(?:s|ed)|blam(?:es?|ed|ing)"
    r"|result\s+of|reasons?|in\s+protest|so\s+that)\b",
    re.IGNORECASE,
)
_OFFICES = frozenset("CEO CFO COO CTO MP MPs MEP PM TV Rep Sen Gov Gen Mr Mrs Ms Dr Sir".split())
_TITLE = re.compile(
    r"\s(?:president|minister|leader|chief|head|captain|coach|star|striker|director|founder|boss|owner|senator|mayor"
    r"|governor|spokes(?:man|woman|person)|champion|winner|driver|singer|actor|actress|author|manager|chairman|chairwoman"
    r"|secretary|ambassador)\s(?=[^\W\d_a-z])"
)
"""What follows a name that only says whose office it is: "Harbour Council president Ada Moor"."""
_BEATING = re.compile(r"beat|defeat", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:finals?|titles?|champions?|championships?|crown|trophy|elections?|run-?off|vote|voters|to\s+(?:win|claim|clinch|take))\b",
    re.IGNORECASE,
)
"""What tells that who beat another won the whole, and not a match of it."""
_OLD_YEAR = re.compile(r"(?<=\b[Ii]n\s)1[0-8]\d\d\b")
_LASTING = re.compile(r"\b(?:years?|months|weeks|days|decades?)\b", re.IGNORECASE)
"""A stretch of time, which is no date: "the last few years", "two years ago"."""
_BREAK = re.compile(r"[·|]|\.\.\.|…|(?<!\b[A-Z])\.\s+(?=[A-Z])")
_PASSIVE = re.compile(
    r"\b(?:is|was|are|were|['’]s|be|been|being)\s+(?:\w+ly\s+|also\s+|first\s+|then\s+|not\s+)?$", re.IGNORECASE
)
_ANOTHER_SUBJECT = re.compile(r"(?:\b(?:who|which|that|he|she|they|it|we|you)\b)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:not|never|n['’]t|if|could|would|may|might|can|cannot|hop(?:es?|ed|ing)|favou?r(?:ites?|ed)|odds|tipped|expected"
    r"|bid|chances?|aim(?:s|ed|ing)?|seek(?:s|ing)?|look(?:s|ing)|tr(?:y|ies|ied|ying)|wants?|requirement|how|before|fail(?:s|ed)?"
    r"|predict(?:s|ed|ions?)?|contenders?|unable|attempt(?:s|ed|ing)?|for\s+(?:an?|the|any)\s+\w+)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What precedes a deed that was not done."""
_PART = re.compile(
    r"\b(?:stages?|legs?|rounds?|heats?|quarter-?finals?|semi-?finals?|prologue|opener|qualif\w+|primar(?:y|ies)"
    r"|caucus(?:es)?|episodes?|trailers?|teasers?|updates?(?!:)|patch(?:es)?|beta|demo|soundtracks?|sequels?|remakes?|expansions?)\b",
    re.IGNORECASE,
)
"""What is only a part of a thing, or an addition to it."""
DATELINE = re.compile(r"^\W*(?:[A-Z][\w., ]{2,40}?[,:]?\s)?\(?[\w., ]{4,24}\)?\s*(?:\.\.\.|…|—|–|--|·|\|)\s*")
_ANOTHER_ROLE = re.compile(
    r"\b(?P<kind>best|creative|art|music|musical|casting|technical|executive|managing|deputy|assistant|associate|vice"
    r"|acting|former|runner-up)[\s-]+$",
    re.IGNORECASE,
)
"""What makes of a role another one: "creative director", "best director"."""
_DEFINED = re.compile(
    r"\b(?:is|was|are|were)\s+(?:(?:also|once|now|formerly)\s+)?(?:an?|the|one\s+of\s+the)\s+"
    r"(?P<kind>[\w’'&/-]+(?:\s[\w’'&/-]+){0,7}?)"
    r"(?=[^\w\s’'&/-]|\s(?:who|that|which|based|located|held|by|from|for|on|since|directed|released|written|starring"
    r"|in|at|with|featuring)\b|$)"
)
"""What something is said to be."""
_PRONOUN = re.compile(r"(?:It|He|She|They|This|The\s[a-z]+)\b")
_ANY_DAY = date(2000, 1, 1)
"""Whether a sentence holds a date does not depend on the day of reading."""
LOOKED_AFTER = 40
"""Characters after verb and answer in which a part of the thing may be named."""
NEAR_DOER = 12
"""Words between a doer and the verb."""
NEAR_ROLE = 5
"""Words between a role ("the winner") and the name that fills it."""
NEAR = 14
"""Words between a verb and its date, place or number."""
_BY = re.compile(r"\bby\s+(?:\S+\s+){0,6}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'.-]\w+)*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, and the same with blanks for what the question says itself."""

    text: str
    masked: str


def answers_in(sentence: str, expected: Expected, relation: Relation | None, terms: Sequence[Term]) -> tuple[str, ...]:
    """Give the stretches of `sentence` that may be what is expected, in the relation that the question names."""
    masked = _masked(sentence, terms)
    match expected:
        case Expected.NAME:
            found = list(_names(masked))
        case Expected.DATE:
            found = list(_dates(sentence, masked))
        case Expected.NUMBER:
            found = [number.span for number in find_numbers(masked) if not _is_year(masked, number.span)]
        case Expected.PLACE:
            found = [mention.span for mention in find_places(masked) if mention.located] or list(_whereabouts(masked))
        case Expected.KIND if relation is not None:
            return tuple(match[0] for match in relation.pattern.finditer(masked))
        case Expected.KIND:
            return tuple(
                match["kind"]
                for match in _DEFINED.finditer(sentence)
                if "_" in masked[: match.start()] or _PRONOUN.match(sentence)
            )
        case Expected.CAUSE | Expected.ANYTHING:
            return (sentence,)
    if relation is not None:
        read = _Sentence(sentence, masked)
        found = [span for span in found if _is_said(read, span, expected, relation)]
        found = [span for span in found if not is_of_sibling(sentence, span, terms)]
        found.sort(key=lambda span: _nearness(read, span, relation))
    return tuple(sentence[span.start : span.end] for span in found)


def tells_cause(sentence: str) -> bool:
    """Tell whether `sentence` says why something is."""
    return bool(_CAUSAL.search(sentence))


def _masked(sentence: str, terms: Iterable[Term]) -> str:
    """Blank what the question says itself, at equal length."""
    masked = sentence
    for term in terms:
        masked = term.pattern.sub(lambda match: "_" * len(match[0]), masked)
    return masked


def _names(masked: str) -> Iterable[Span]:
    dates = [mention.span for mention in find_dates(masked, today=_ANY_DAY)]
    for match in _NAME.finditer(masked):
        name = _OPENING.sub("", match[0])
        span = Span(match.end() - len(name), match.end())
        if any(span.start < day.end and day.start < span.end for day in dates) or _TITLE.match(masked, span.end):
            continue
        if " " not in name and (name.lower() in STOP_WORDS or name in _OFFICES or _is_adjective(name)):
            continue
        yield span


def _whereabouts(masked: str) -> Iterable[Span]:
    """Give names after "in" or "near": places too small to be known."""
    return (span for span in _names(masked) if _WITHIN.search(masked, 0, span.start))


def _is_adjective(word: str) -> bool:
    """Tell whether `word` says of what country somebody is ("Austrian"), and is no name of its own."""
    country = country_of(word)
    return (
        country is not None and country != word and not word.isupper() and bool(re.search(r"(?:n|sh|ese|ch|i)$", word))
    )


def _dates(sentence: str, masked: str) -> Iterable[Span]:
    opening = DATELINE.match(sentence)
    start = opening.end() if opening and find_dates(opening[0], today=_ANY_DAY) else 0
    for mention in find_dates(masked, today=_ANY_DAY):
        if mention.span.start >= start and not _LASTING.search(masked, mention.span.start, mention.span.end):
            yield mention.span
    for year in _OLD_YEAR.finditer(masked):
        yield Span(year.start(), year.end())


def _is_year(text: str, span: Span) -> bool:
    return bool(_YEAR.fullmatch(text[span.start : span.end]))


def _is_said(sentence: _Sentence, answer: Span, expected: Expected, relation: Relation) -> bool:
    return any(
        _relates(_Pair(sentence, answer, Span(word.start(), word.end())), expected, relation)
        for word in relation.pattern.finditer(sentence.text)
        if not (answer.start <= word.start() < answer.end) and not _is_part_of_name(sentence.text, word)
    )


def _nearness(sentence: _Sentence, answer: Span, relation: Relation) -> int:
    """Give how far an answer is from a word of the relation: double before it, where it may be of something else."""
    return min(
        answer.start - word.end() if answer.start >= word.end() else 2 * abs(word.start() - answer.end)
        for word in relation.pattern.finditer(sentence.text)
    )


def _is_part_of_name(sentence: str, word: re.Match[str]) -> bool:
    """Tell whether a word is written as a name ("photos from Acquire") in a sentence that is no headline."""
    if not word[0][0].isupper():
        return False
    before = re.search(r"(\w+)\W*$", sentence[: word.start()])
    return bool(before and before[1][0].islower())


@dataclass(frozen=True, slots=True)
class _Pair:
    """What may be the answer, and a word of the relation, in one sentence."""

    sentence: _Sentence
    answer: Span
    word: Span

    @property
    def is_after(self) -> bool:
        """Whether the answer stands behind the word."""
        return self.answer.start >= self.word.end

    @property
    def is_object(self) -> bool:
        """Whether the answer is what it is done to: "the founder of Quill"."""
        return self.is_after and bool(re.fullmatch(r"\s+of\s+(?:the\s+)?", self.between))

    @property
    def start(self) -> int:
        """Where the first of both begins."""
        return min(self.answer.start, self.word.start)

    @property
    def end(self) -> int:
        """Where the second of both ends."""
        return max(self.answer.end, self.word.end)

    @property
    def between(self) -> str:
        """What stands between both, without the question's own words."""
        first, second = sorted((self.answer, self.word), key=lambda span: span.start)
        return self.sentence.masked[first.end : second.start]

    @property
    def before_word(self) -> str:
        """The sentence up to the word."""
        return self.sentence.text[: self.word.start]


def _relates(pair: _Pair, expected: Expected, relation: Relation) -> bool:
    start = 0 if expected is Expected.DATE else pair.start
    named_parts = {part[0].lower() for part in _PART.finditer(pair.sentence.text[start : pair.end + LOOKED_AFTER])}
    if _BREAK.search(pair.between) or not named_parts <= relation.said:
        return False
    distance = len(_WORD.findall(pair.between))
    if expected is not Expected.NAME:
        return distance <= NEAR
    if pair.is_object or (
        _BEATING.match(pair.sentence.text, pair.word.start) and not _WHOLE.search(pair.sentence.text)
    ):
        return False
    if _ROLE_NOUN.search(pair.sentence.text[pair.word.start : pair.word.end].lower()):
        another = _ANOTHER_ROLE.search(pair.before_word)
        return distance <= NEAR_ROLE and (another is None or another["kind"].lower() in relation.said)
    if distance > NEAR_DOER or _UNREAL.search(pair.before_word):
        return False
    return relation.part is Part.OTHER or _does(pair)


def _does(pair: _Pair) -> bool:
    """Tell whether the named one does what the verb says: before an active verb, or after "by"."""
    if pair.is_after:
        return bool(_BY.search(pair.between + " "))
    return not _PASSIVE.search(pair.before_word) and not _ANOTHER_SUBJECT.search(pair.between)
