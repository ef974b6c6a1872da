"""Conversing: a message with the answer before it, read, asked of the archive, and answered in turn."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.answering.answers import Answer, unanswered
from bot.answering.conversation.antecedents import people_named
from bot.answering.conversation.asides import aside_of, retold
from bot.answering.conversation.courtesies import Courtesy, courtesy_of, is_evaluation
from bot.answering.conversation.following import Followed, followed
from bot.answering.conversation.joining import joined
from bot.answering.conversation.spelling import respelled
from bot.answering.conversation.splitting import questions_in
from bot.answering.question.planning import plan
from bot.answering.question.windows import window_of
from bot.answering.question.wording import STOP_WORDS
from bot.answering.questions import MAX_CHARACTERS, Question
from ingest import Archive, View

NO_ANSWER_MEANT = "That asks about an answer, and I do not know which. Reply to the one you mean."

Ask = Callable[[Question, View], Answer]
"""Answers a question that stands alone."""


@dataclass(frozen=True, slots=True)
class VisibleWords:
    """The words of what one asker may see: the vocabulary that misspelled words are read by."""

    archive: Archive
    view: View

    def held(self, words: Iterable[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases."""
        return self.archive.held(self.view, tuple(words))

    def writes(self, word: str) -> bool:
        """Tell whether a passage has this very word."""
        return self.archive.writes(self.view, word)

    def spellings(self, word: str, *, edits: int) -> tuple[str, ...]:
        """Give the words that lie at most so many edits from `word`, as texts write them."""
        return self.archive.spellings(self.view, word, edits=edits)

    def is_name(self, word: str) -> bool:
        """Tell whether texts mostly write a word with a capital; of one that they do not have, how it is written here."""
        if word.lower() in STOP_WORDS and not word.isupper():
            return False
        written = self.spellings(word.lower(), edits=0)
        return any(each[0].isupper() for each in written) if written else word[:1].isupper()


class Converser:
    """Answers a message with what was said before it; one that stands alone is asked as it is."""

    def __init__(self, *, archive: Archive, ask: Ask) -> None:
        self._archive = archive
        self._ask = ask

    def answer(self, question: Question, view: View, *, before: Answer | None = None) -> Answer:
        """Answer `question` as of `view.now`; `before` is the answer that it may lean on."""
        if courtesy := courtesy_of(question.text):
            return _courteous(question, view, courtesy)
        words = VisibleWords(self._archive, view)
        text = respelled(question.text, words)
        if aside := aside_of(text):
            return replace(retold(aside, before), id=question.id, question=question.text) if before else _unmeant(question, view)
        answers: list[Answer] = []
        for part in questions_in(text):
            leaning = answers[-1] if answers else before
            answers.append(self._part(replace(question, text=part), view, leaning, words))
        if len(answers) > 1:
            return joined(answers, question.text)
        (answer,) = answers
        read = () if answer.understood == question.text else (f"Read as “{answer.understood}”",)
        return replace(answer, question=question.text, readings=(*read, *answer.readings))

    def _part(self, question: Question, view: View, before: Answer | None, words: VisibleWords) -> Answer:
        """Answer one question, as it leans on the answer before, or as it stands."""
        leaning = self._followed(question, view, before, words) if before else None
        if leaning:
            answer = self._asked(replace(question, text=leaning.question), view)
            if not leaning.own or _names(answer, leaning):
                return self._helped(answer, question, view, words)
        return self._helped(self._asked(question, view), question, view, words)

    def _followed(self, question: Question, view: View, before: Answer, words: VisibleWords) -> Followed | None:
        is_name = cache(words.is_name)
        names = people_named(before, is_name)
        found = followed(question.text, before.understood, names=names, today=_today(question, view), is_name=is_name)
        return found if found and len(found.question) <= MAX_CHARACTERS else None

    def _asked(self, question: Question, view: View) -> Answer:
        return replace(self._ask(question, view), understood=question.text)

    def _helped(self, answer: Answer, question: Question, view: View, words: VisibleWords) -> Answer:
        """Say of a refused question what helps: what no article names, and whether it is answered at another time."""
        if answer.kind != "no_coverage" or answer.freshness.newest is None:
            return answer
        if is_evaluation(question.text):
            return _courteous(question, view, Courtesy.OPINION)
        understood = replace(question, text=answer.understood)
        terms = plan(understood, today=_today(question, view)).terms
        missing = tuple(term.name for term in terms if not any(words.held(term.forms).values()))
        return replace(answer, missing=missing, wider=None if missing else self._wider(understood, view))

    def _wider(self, question: Question, view: View) -> str | None:
        """Give a question without its window, if that is answered."""
        stated = window_of(question.text, today=_today(question, view))
        text = question.text
        if stated:
            text = " ".join((text[: stated.span.start] + " " + text[stated.span.end :]).split()).replace(" ?", "?")
        if not (stated or question.since or question.until) or not text.strip(" ?"):
            return None
        return None if self._ask(replace(question, text=text, since=None, until=None), view).abstained else text


def latest_turn(answer: Answer, before: Answer | None) -> Answer | None:
    """Give the answer that the next message may lean on."""
    return before if answer.is_aside else answer


def _courteous(question: Question, view: View, courtesy: Courtesy) -> Answer:
    return replace(_unmeant(question, view), answer=courtesy.line)


def _unmeant(question: Question, view: View) -> Answer:
    answer = unanswered(question.text, NO_ANSWER_MEANT, now=view.now, id=question.id)
    return replace(answer, is_aside=True, freshness=replace(answer.freshness, reason=None))


def _names(answer: Answer, leaning: Followed) -> bool:
    """Tell whether what answers names what the message itself names."""
    quotes = " ".join(citation.quote for citation in answer.citations)
    return not answer.abstained and all(term.pattern.search(quotes) for term in leaning.own)


def _today(question: Question, view: View) -> date:
    return view.now.astimezone(question.zone).date()
