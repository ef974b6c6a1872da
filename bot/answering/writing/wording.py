"""What a model puts in other words, and what of that stands: a follow-up put whole, a quote translated. Pure.

Neither is taken on trust: names, numbers and dates of what comes back have to be those of what went there.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from bot.answering.answers import Answer, Citation
from bot.answering.question.dictionaries import folded, places_of
from bot.answering.question.english import is_common, is_plain, words_of
from bot.answering.question.terms import terms_of
from bot.answering.writing.prompting import DATA, Request, Schema, object_of
from ingest import country_of, find_numbers

MOST_TRANSLATED: Final = 2
LONGEST_QUESTION: Final = 200
"""Characters of a question that a model may put."""
TRANSLATED: Final = ("ar", "de", "es", "fr")
"""Languages of which it is known how they negate."""

_REWORD: Final = (
    "Somebody wrote a message after a question had been answered. Write the whole question that the message asks, in "
    "English, so that it can be understood alone. Use the names, numbers and dates of the message, and from the "
    'question and its quotes what the message leaves out; nothing else. Write JSON alone: {"question": "…"}'
)
_TRANSLATE: Final = (
    "Translate each text into the language whose ISO 639-1 code is given, word for word. Leave nothing out, add "
    "nothing, keep every name, and write every number in digits. "
    'Write JSON alone: {"texts": ["…"]}'
)
_WORD: Final = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_DIGITS: Final = re.compile(r"\d+(?:[.,'\u00a0\u202f\u066b\u066c]\d+|[ ]\d{3}(?!\d))*")
_DATELINE: Final = re.compile(r"^[A-Z][\w .,]+? \([^()]*\)\s*[-–—]\s*")
_NEGATIONS: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"\b(?:no|not|never|none|nobody|nothing|without|neither|nor)\b|n['’]t\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|ohne|weder|noch nie)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|jamás|nadie|nada|sin|ning[uú]n\w*|tampoco|ni)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:ne|pas|jamais|personne|rien|sans|aucune?s?|ni)\b|\bn['’]", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)(?:لا|لم|لن|ليس\w*|ليست|دون|بدون|غير|عدم|ما من)(?!\w)"),
}
_TIMES: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|(?:last|this|past|next)\s+\w+|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_SMALL: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
SHORTEST: Final = 0.4
LONGEST: Final = 2.5
"""Characters of a translation for one of the text."""
_PLURALS: Final = ("e", "en", "er", "n", "es")
_ABSTRACT: Final = ("heit", "keit", "schaft", "ium", "ung", "nis", "tion")
_BEGINNING: Final = 4
"""Letters of a name that its form in another language begins with, too: "Iraq", "irakisch" by the country's own."""


class _Reworded(BaseModel):
    question: str


class _Texts(BaseModel):
    texts: list[str]


def may_be_reworded(answer: Answer) -> bool:
    """Tell whether a message that leant on another may be read otherwise; what gave a figure was read well enough."""
    return bool(answer.turns) and answer.language == "en" and answer.kind in {"passages", "no_coverage"}


def reword_request(answer: Answer) -> Request:
    """Ask for the question that `answer` was asked as, whole."""
    before, *quotes = answer.turns
    asked = {"message": answer.question, "question_before": before, "quotes": quotes}
    return _request(_REWORD, asked, object_of({"question": {"type": "string"}}))


def reworded(written: str, answer: Answer) -> str | None:
    """Give the question that a model wrote; `None` unless it names what the turns do alone, and all of the message.

    Each of its words of content has to be there: "Quill's murder" of a stabbing says what nobody reported.
    """
    try:
        question = " ".join(_Reworded.model_validate(_json_in(written)).question.split())
    except ValidationError:
        return None
    turns = "\n".join((answer.question, *answer.turns))
    is_one = 0 < len(question) <= LONGEST_QUESTION and question.count("?") <= 1
    told = _facts(question) | {term.name: term.pattern for term in terms_of(question)}
    if not is_one or not _stands_in(turns, told) or not _stands_in(question, _facts(answer.question)):
        return None
    return None if question.lower().strip(" ?") == answer.understood.lower().strip(" ?") else question


def translate_request(citations: Sequence[Citation], language: str) -> Request:
    """Ask for the quotes in another language."""
    asked = {"language": language, "texts": [citation.quote for citation in citations]}
    return _request(_TRANSLATE, asked, object_of({"texts": {"type": "array", "items": {"type": "string"}}}))


def to_translate(answer: Answer) -> tuple[Citation, ...]:
    """Give the English quotes of an answer in another language that is known well enough."""
    if answer.language not in TRANSLATED or answer.is_aside:
        return ()
    return tuple(citation for citation in answer.citations if citation.language == "en")[:MOST_TRANSLATED]


def translations(written: str, citations: Sequence[Citation], language: str) -> tuple[tuple[Citation, str], ...]:
    """Give the quotes with what a model made of them, as far as numbers, dates and names are the same."""
    try:
        texts = _Texts.model_validate(_json_in(written)).texts
    except ValidationError:
        return ()
    told = zip(citations, (" ".join(text.split()) for text in texts), strict=False)
    return tuple((citation, text) for citation, text in told if _says_the_same(citation.quote, text, language))


def _request(task: str, asked: Mapping[str, object], schema: Schema) -> Request:
    content = json.dumps(asked, ensure_ascii=False, indent=1)
    messages = ({"role": "system", "content": DATA + task}, {"role": "user", "content": content})
    return Request(messages, schema, 0)


def _json_in(written: str) -> object:
    try:
        return from_json(written[written.find("{") :].rsplit("}", maxsplit=1)[0] + "}")
    except ValueError:
        return None


# A whole question


def _facts(text: str) -> dict[str, re.Pattern[str]]:
    """Give what of a text has to be borne out: names, numbers, days; what is no plain word may be a name."""
    terms = {term.name: term.pattern for term in terms_of(text) if term.is_name or not is_plain(term.name)}
    times = {
        found[0].lower(): re.compile(rf"\b{re.escape(found[0])}\b", re.IGNORECASE) for found in _TIMES.finditer(text)
    }
    spelled = {f"{number.value:g}": _stating(number.value) for number in find_numbers(text)}
    return terms | times | spelled


def _stating(value: float) -> re.Pattern[str]:
    digits = f"{value:,.0f}" if value.is_integer() else f"{value:g}"
    words = _SMALL[int(value)] if value.is_integer() and value < len(_SMALL) else digits
    return re.compile(rf"(?<!\d)(?:{re.escape(digits)}|{digits.replace(',', '')}|{words})(?!\d)", re.IGNORECASE)


def _stands_in(text: str, facts: Mapping[str, re.Pattern[str]]) -> bool:
    return all(pattern.search(text) for pattern in facts.values())


# A translation


def _says_the_same(quote: str, text: str, language: str) -> bool:
    quote = _DATELINE.sub("", quote)
    places = {name: places_of(language).get(name) for name in places_of(language) if _begins(name, text)}
    named = [*_named(quote)]
    return (
        SHORTEST < len(text) / len(quote) < LONGEST
        and _values(quote) == Counter(_digits(text))
        and _calendar(quote, "en") == _calendar(text, language)
        and bool(_NEGATIONS["en"].search(quote)) == bool(_NEGATIONS[language].search(text))
        and all(_is_named(name, text, language) for name in named)
        and all(place and (place in quote or country_of(place) in map(country_of, named)) for place in places.values())
        and all(
            any(_alike(word, name) for name in _WORD.findall(quote))
            or any(_begins(name, word) for name in places)
            or folded(word) in _calendar_names(language)
            or _is_common(word.lower(), language)
            for word in _capitalised(text)
        )
    )


def _is_common(word: str, language: str) -> bool:
    """Tell whether a word is in use: also an inflected one, one made of two, or an abstract noun; a name is none."""
    if is_common(word, language):
        return True
    known = words_of(language)
    halves = ((word[:end], word[end:]) for end in range(_BEGINNING, len(word) - _BEGINNING + 1))
    is_compound = any(first in known and second.removeprefix("s") in known for first, second in halves)
    is_inflected = any(word + ending in known for ending in _PLURALS) or word.removesuffix("n") != word
    return is_compound or (word in known and (is_inflected or word.endswith(_ABSTRACT)))


def _capitalised(text: str) -> Iterator[str]:
    return (word[0] for word in re.finditer(r"[^\W_]{2,}", text) if word[0][0].isupper() and word.start())


def _values(quote: str) -> Counter[str]:
    """Give the numbers of a quote, the spelled ones too, as digits alone; "one" may be no number."""
    spelled = [
        number for number in find_numbers(quote) if not _DIGITS.search(quote[number.span.start : number.span.end])
    ]
    return Counter([*_digits(quote), *(f"{number.value:.0f}" for number in spelled if number.value > 1)])


def _digits(text: str) -> Iterator[str]:
    for found in _DIGITS.finditer(text):
        yield "".join(str(unicodedata.digit(letter)) for letter in found[0] if letter.isdigit())


@cache
def _calendar_names(language: str) -> Mapping[str, str]:
    """Give months and days of the week by their names in `language`, folded."""
    from babel import Locale

    locale = Locale.parse(language)
    kinds = (("month", locale.months), ("day", locale.days))
    return {
        folded(name).rstrip("."): f"{kind} {number}"
        for kind, names in kinds
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in names[form][width].items()
        if width == "wide" or (language == "en" and folded(name) != "may")
    }


def _calendar(text: str, language: str) -> Counter[str]:
    names = _calendar_names(language)
    return Counter(names[word] for word in map(folded, _WORD.findall(text)) if word in names)


def _named(text: str) -> Iterator[str]:
    """Give the names within a text; the first word of a sentence may be any, and so may a plain one: "Strip"."""
    for word in re.finditer(r"[^\W_]+(?:\.[^\W_]+)*", text):
        is_first = not re.search(r"[^.!?:“”\"\s][\s(]+$|[^\s]-$", text[: word.start()])
        is_name = word[0][0].isupper() and not is_first and folded(word[0]) not in _calendar_names("en")
        if is_name and (word[0].isupper() or country_of(word[0]) or not is_plain(word[0])):
            yield word[0]


def _is_named(name: str, text: str, language: str) -> bool:
    """Tell whether a text has a name, as it is or as `language` calls the place."""
    called = [own for own, place in places_of(language).items() if place in {country_of(name), name}]
    return any(_alike(name, word) for word in _WORD.findall(text)) or any(_begins(own, text) for own in called)


def _alike(name: str, word: str) -> bool:
    one, other = folded(name), folded(word)
    return one == other or (len(one) >= _BEGINNING and one[:_BEGINNING] == other[:_BEGINNING])


def _begins(name: str, text: str) -> bool:
    """Tell whether a word of a text begins as a name does."""
    stem = name if len(name) <= _BEGINNING else name[: max(_BEGINNING, len(name) - 2)]
    return bool(re.search(rf"(?<!\w){re.escape(stem)}", folded(text)))
