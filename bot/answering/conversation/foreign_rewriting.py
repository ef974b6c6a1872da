"""Query rewriting in another language than English: what a message that lacks its subject takes from before. Pure.

Nothing is parsed there, so that only words are exchanged: a name for a name, a day for a day; what asks anew gets the
words that were looked for before beside its own.
"""

from itertools import dropwhile
from typing import Final

from bot.answering.conversation.provenance import asks_for_source
from bot.answering.question.dictionaries import asking_words, days_in, folded, saying_nothing
from bot.answering.question.foreign import foreign_terms
from bot.answering.question.terms import STOP_WORDS, WORD
from bot.languages import ENGLISH

_TOO_FEW: Final = 4
"""Words of a message that its language cannot be told by."""
_BRIEF: Final = 6
"""Words of a question that may lack its subject."""


def foreign_rewritten(message: str, before: str, language: str) -> str | None:
    """Give `message` as the whole question it is after the question `before`; `None` where it stands alone."""
    said, asked = (foreign_terms(text, language) for text in (message, before))
    names = [term for term in said if term.is_required]
    fragment = _without_opening(message, language)
    if len(WORD.findall(message)) > _BRIEF or (names and len(names) < len(said)):
        return None
    if names:
        last_name = [folded(term.typed) for term in asked if term.is_required][-1:]
        return _exchanged(before, fragment, frozenset(last_name), language)
    if days_in(message, language) and not said:
        return _exchanged(before, fragment, days_in(before, language), language)
    own = {term.typed for term in said}
    lacking = " ".join(term.typed for term in asked if term.typed not in own)
    return f"{message.rstrip(' ?؟!.')} ({lacking})?" if lacking else None


def leans_on_language(message: str, language: str) -> bool:
    """Tell whether a brief message may be in the `language` of the question before, which tells it more surely."""
    words = WORD.findall(message)
    if language == ENGLISH or len(words) > _TOO_FEW:
        return False
    of_it, english = (sum(folded(word) in known for word in words) for known in (saying_nothing(language), STOP_WORDS))
    return of_it > english or asks_for_source(message, language)


def _without_opening(message: str, language: str) -> str:
    """Leave out what a fragment begins with and says nothing: "und was ist mit", "y"; a preposition stays."""
    asking = asking_words(language)
    kept = {word for use in ("in", "today", "yesterday") for word in asking.get(use, ())}
    empty = saying_nothing(language) - kept
    rest = dropwhile(lambda word: folded(word[0]) in empty, WORD.finditer(message))
    first = next(rest, None)
    return message[first.start() if first else 0 :].strip(" ?؟!.,…")


def _exchanged(before: str, fragment: str, old: frozenset[str], language: str) -> str:
    """Put a fragment where the old words stand, with the preposition before them where it has its own; else behind."""
    words = [*WORD.finditer(before)]
    places = [place for place, word in enumerate(words) if folded(word[0]) in old]
    if not places:
        return f"{before.rstrip(' ?؟!.')} {fragment}?"
    first, last = places[0], places[-1]
    brings_own = folded(WORD.findall(fragment)[0]) in saying_nothing(language)
    if brings_own and first > 0 and folded(words[first - 1][0]) in saying_nothing(language):
        first -= 1
    return f"{before[: words[first].start()]}{fragment}{before[words[last].end() :]}"
