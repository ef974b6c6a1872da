"""Conversing: a message with the answer before it, read, asked of the archive, and answered in turn."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.answering.answerer import Answerer
from bot.answering.answers import Answer, unanswered
from bot.answering.composition.naming import as_written
from bot.answering.conversation.antecedents import is_of_everything, story_of, title_meant, turns_of
from bot.answering.conversation.courtesies import Courtesy, foreign_courtesy_of
from bot.answering.conversation.decomposition import joined, questions_in, without_interjections
from bot.answering.conversation.foreign_rewriting import foreign_rewritten, leans_on_language
from bot.answering.conversation.provenance import Provenance, asks_for_source, provenance_asked, provenance_told
from bot.answering.conversation.rewriting import Rewritten, content_of, names_in, parted, rewritten
from bot.answering.conversation.small_talk import small_talk_in, strange_in, without_small_talk
from bot.answering.conversation.spelling import respelled
from bot.answering.conversation.vocabulary import VisibleWords
from bot.answering.explanation import Explanation
from bot.answering.question.chat import written_out
from bot.answering.question.english import is_english
from bot.answering.question.languages import is_worded, language_of
from bot.answering.question.planning import plan
from bot.answering.question.terms import WORD, Term, coverage
from bot.answering.question.windows import window_of
from bot.answering.questions import MAX_CHARACTERS, Question
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief
from bot.languages import ENGLISH, say, speaking
from ingest import Archive, View

_T = TypeVar("_T")
NEAREST = 3
"""Citations of an answer to another question, offered as what is near."""
MOST_NAMED = 0.5
"""Share of what came in the place of something else that what answers has to name, where it is no name."""
LIKELY, LIKELY_BEHIND, CERTAIN = 0.6, 0.8, 0.95
"""How likely small talk a message has to be: by itself; behind an answer, or as an opinion of what the archive names;
if it names that otherwise, or has words of what is asked of an answer: docs/decisions/conversation-small-talk.md."""
A_TOPIC = 2
"""Words of a message that may be a bare topic: "jobs", "storm". Where the archive has one it is asked for, unless it is
`CERTAIN` small talk: of 446 greetings and the like 315 are; the others get their line where nothing answers."""
WHICH_STORY = "Which of the stories do you mean? Say for instance: more on the second one."
NO_ANSWER_MEANT = "That asks about an answer, and I do not know which. Reply to the one you mean."


class Converser:
    """Answers a message with what was said before it; one that stands alone is asked as it is."""

    def __init__(self, *, archive: Archive, answerer: Answerer) -> None:
        self._archive = archive
        self._answerer = answerer

    def answer(self, question: Question, view: View, *, before: Answer | None = None) -> Answer:
        """Answer `question` as of `view.now`; `before` is the answer that it may lean on."""
        return self._dialogue(view, self._answerer.answer).answer(question, before)

    def explain(
        self, question: Question, view: View, *, before: Answer | None = None
    ) -> tuple[Answer, Explanation | None]:
        """Answer, and say of all that was considered what became of it; of one question alone."""
        return self._beside_answer(self._answerer.explain, question, view, before)

    def with_brief(
        self, question: Question, view: View, *, before: Answer | None = None
    ) -> tuple[Answer, Brief | None]:
        """Answer, and give what a reader gets of it; `None` where the answer leaves nothing to write."""
        answer, brief = self._beside_answer(self._answerer.with_brief, question, view, before)
        return answer, brief_of_shown(brief, answer)

    def _beside_answer(
        self, ask: Callable[[Question, View], tuple[Answer, _T]], question: Question, view: View, before: Answer | None
    ) -> tuple[Answer, _T | None]:
        """Answer, and give what `ask` gives beside the answer of the one question that was asked."""
        beside: dict[str, _T] = {}

        def asked_alone(asked: Question, view: View) -> Answer:
            answer, beside[asked.text] = ask(asked, view)
            return answer

        answer = self._dialogue(view, asked_alone).answer(question, before)
        return answer, beside.get(answer.understood)

    def _dialogue(self, view: View, ask: Callable[[Question, View], Answer]) -> "_Dialogue":
        words = VisibleWords(self._archive, view, lambda text: self._answerer.nearness(text, view))
        return _Dialogue(ask, view, words, self._answerer.vector)


def latest_turn(answer: Answer, before: Answer | None) -> Answer | None:
    """Give the answer that the next message may lean on."""
    return before if answer.is_aside else answer


@dataclass(frozen=True, slots=True)
class _Dialogue:
    """One message, heard as one asker at one moment may be answered."""

    ask: Callable[[Question, View], Answer]
    """Answers a question that stands alone."""
    view: View
    words: VisibleWords
    vector: Callable[[str], NDArray[np.float32] | None]
    """Gives the default model's vector of a text, where that is loaded."""

    def answer(self, question: Question, before: Answer | None) -> Answer:
        """Answer; what leant on the answer `before`, or might have, keeps its turns."""
        answer = self._answer(question, before)
        may_lean = not answer.is_aside and (
            answer.abstained or answer.readings or not self._names_any(answer.understood)
        )
        return replace(answer, turns=turns_of(before)) if before and may_lean else answer

    def _answer(self, question: Question, before: Answer | None) -> Answer:
        if greeted := foreign_courtesy_of(question.text):
            language, meant = greeted
            with speaking(language):
                return replace(self._courteous(question, meant, before), language=language)
        if courtesy := self._courtesy(question, before):
            return self._courteous(question, courtesy, before)
        plain = without_small_talk(without_interjections(question.text), self.vector, least=LIKELY_BEHIND)
        text = respelled(plain, self.words)
        if (language := _language(question.text, text, before)) != ENGLISH:
            return self._foreign(question, before, language)
        if asked := provenance_asked(text, before):
            told = provenance_told(asked, before) if before else self._beside(question, NO_ANSWER_MEANT)
            about = f": {before.understood}" if before else ""
            return replace(told, id=question.id, question=question.text, understood=f"{text.strip(' ?')}{about}")
        parts = [replace(question, text=part) for part in questions_in(text)]
        if len(parts) > 1:
            return joined(self._several(parts, replace(question, text=text), before), question.text)
        answer = self._part(parts[0], before)
        read = () if answer.understood == plain else (self._reading(answer.understood),)
        return replace(answer, question=question.text, readings=(*read, *answer.readings))

    def _reading(self, understood: str) -> str:
        """Say how a message was read, and what of the question before was put behind it, names as texts write them."""
        said, about = parted(understood)
        written = (self.words.written(word) for word in about.split())
        return f"Read as “{said}”" + (f", about {' '.join(written)}" if about else "")

    def _several(self, parts: Sequence[Question], whole: Question, before: Answer | None) -> list[Answer]:
        """Answer one by one; what finds no answer is asked of the story that answers another question, or them all."""
        answers: list[Answer] = []
        for part in parts:
            answers.append(self._part(part, answers[-1] if answers else before))
        told = next((answer for answer in answers if not answer.abstained), None) or self._asked(whole)
        if told.abstained:
            return answers
        return [
            (self._continued(part, told) if answer.abstained else None) or answer
            for part, answer in zip(parts, answers, strict=True)
        ]

    def _foreign(self, question: Question, before: Answer | None, language: str) -> Answer:
        """Answer a question in another language; its spelling is not read."""
        with speaking(language):
            if before and asks_for_source(question.text, language):
                return replace(provenance_told(Provenance.SOURCE, before), question=question.text, language=language)
            whole = before and foreign_rewritten(question.text, before.understood, language)
            if not before or before.language != language or not whole or len(whole) > MAX_CHARACTERS:
                return self._asked(question)
            answer = self._asked(replace(question, text=whole))
            read = say("Read as “{question}”", question=whole)
            return replace(answer, question=question.text, readings=(read, *answer.readings))

    def _part(self, question: Question, before: Answer | None) -> Answer:
        """Answer one question, as it leans on the answer before, or as it stands."""
        if before and (asked := provenance_asked(question.text, before)):
            return replace(provenance_told(asked, before), understood=question.text)
        answer = self._continued(question, before) if before else None
        return self._helped(answer or self._asked(question), question, before)

    def _continued(self, question: Question, before: Answer) -> Answer | None:
        """Answer a question as it leans on the answer before; `None` where it stands alone."""
        rewrite = self._rewritten(question, before)
        if rewrite is None:
            return None
        whole = replace(question, text=rewrite.question)
        if rewrite.said and is_of_everything(before, today=self._today(question)):
            whole = replace(question, text=f"{rewrite.said}?")
            if not plan(whole, today=self._today(whole)).terms:
                return self._beside(question, WHICH_STORY)
        if not rewrite.is_substitute:
            whole = replace(whole, story=story_of(before), in_full=rewrite.in_full(self._last(before)))
        answer = self._asked(whole)
        if answer.abstained and rewrite.may_stand_alone:
            return None
        if answer.abstained or _names(answer, rewrite.substitutes):
            return answer
        reason = f"Nothing in the archive answers this of {_either([term.name for term in rewrite.substitutes])}."
        return self._refused(answer, reason)

    def _refused(self, answer: Answer, reason: str) -> Answer:
        """Give the refusal of a question that was answered with something else, which is offered as what is near."""
        refused = unanswered(answer.question, reason, now=self.view.now, id=answer.id)
        return replace(
            refused,
            understood=answer.understood,
            window=answer.window,
            freshness=replace(answer.freshness, reason=reason),
            related=answer.citations[:NEAREST],
        )

    def _last(self, before: Answer) -> str:
        """Give the question that is gone on from: of several the last; of a foreign one what it was told of.

        One that names nothing was asked of what the one before it was about.
        """
        if before.language != ENGLISH and before.citations:
            return before.citations[0].title
        *others, last = [*_parts_of("\n".join(before.turns[:1])), *_parts_of(before.understood)]
        named = next((asked for asked in reversed(others) if self._names_any(asked)), None)
        if named is None or self._names_any(last):
            return last
        content = content_of(named, today=self.view.now.date(), is_name=self.words.is_name)
        return f"{last.rstrip(' ?')} ({content})?"

    def _names_any(self, asked: str) -> bool:
        return bool(names_in(asked, self.words.is_name))

    def _rewritten(self, question: Question, before: Answer) -> Rewritten | None:
        if title := title_meant(question.text, before):
            return Rewritten(f"latest on {title}")
        today, is_name = self._today(question), self.words.is_name
        found = rewritten(question.text, self._last(before), today=today, is_name=is_name)
        return found if found and len(found.question) <= MAX_CHARACTERS else None

    def _asked(self, question: Question) -> Answer:
        return replace(self.ask(question, self.view), understood=question.text)

    def _helped(self, answer: Answer, question: Question, before: Answer | None) -> Answer:
        """Say of a refused question what helps: what no article names, and whether it is answered at another time."""
        if answer.kind != "no_coverage" or answer.freshness.newest is None:
            return answer
        if not question.form and (talk := small_talk_in(question.text, self.vector)).likely >= LIKELY_BEHIND:
            return self._courteous(question, talk.courtesy, before)
        understood = replace(question, text=answer.understood)
        missing = self._missing(understood)
        wider = None if missing else self._wider(understood)
        notes = [f"No article here has {_either(missing)}."] if missing else []
        notes += [f"Without the time it is answered: “{wider}”"] if wider else []
        return replace(answer, missing=missing, wider=wider, notes=(*answer.notes, *notes))

    def _missing(self, question: Question) -> tuple[str, ...]:
        """Give what a question names and no article does, as it is written there."""
        terms = plan(question, today=self._today(question)).terms
        strange = [term for term in terms if not any(self.words.held(term.forms).values())]
        written = [term.pattern.search(written_out(question.text)) for term in strange]
        named = (found[0] if found else term.name for found, term in zip(written, strange, strict=True))
        return tuple(as_written(name, ()) for name in named)

    def _wider(self, question: Question) -> str | None:
        """Give a question without its window, if that is answered."""
        stated = window_of(question.text, today=self._today(question))
        text = _without(question.text, stated.span.start, stated.span.end) if stated else question.text
        if not (stated or question.since or question.until) or not text.strip(" ?"):
            return None
        return None if self.ask(replace(question, text=text, since=None, until=None), self.view).abstained else text

    def _courtesy(self, question: Question, before: Answer | None) -> Courtesy | None:
        """Tell what courtesy a message is; it has to be likelier where it may ask of an answer, or of what is here.

        A topic of stories that were asked for by command is none.
        """
        message = question.text
        if question.form or (talk := small_talk_in(message, self.vector)).likely < LIKELY:
            return None
        asks_of_answer = provenance_asked(message, before)
        if before and asks_of_answer and " " in message.strip():
            return None  # because who says "that's wrong" is told whose words it was; "sure" alone is assent
        names_any = any(map(self._knows_name, strange_in(message)))
        asks_of_names = names_any and talk.courtesy is not Courtesy.OPINION  # because opinions are of names
        is_topic = len(message.split()) <= A_TOPIC and any(map(self.words.writes, WORD.findall(message.lower())))
        if asks_of_names or is_topic or asks_of_answer:
            least = CERTAIN
        else:
            least = LIKELY_BEHIND if names_any or before else LIKELY
        return talk.courtesy if talk.likely >= least else None

    def _knows_name(self, word: str) -> bool:
        return self.words.writes(word) and self.words.is_name(word)

    def _courteous(self, question: Question, courtesy: Courtesy, before: Answer | None) -> Answer:
        return self._beside(question, courtesy.line(is_known=before is not None))

    def _beside(self, question: Question, line: str) -> Answer:
        return replace(unanswered(question.text, line, now=self.view.now, id=question.id), is_aside=True)

    def _today(self, question: Question) -> date:
        return self.view.now.astimezone(question.zone).date()


def _language(message: str, respelled: str, before: Answer | None) -> str:
    """Give the language of a message, which the question before may tell more surely."""
    if before and leans_on_language(message, before.language):
        return before.language
    language = language_of(message)
    return ENGLISH if is_english(respelled) and not is_worded(message, language) else language


def _parts_of(understood: str) -> list[str]:
    return [part for part in understood.split("? ") if part]


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)


def _without(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+(?=[?,])", "", " ".join(f"{text[:start]} {text[end:]}".split()))


def _names(answer: Answer, terms: Sequence[Term]) -> bool:
    """Tell whether the first quote of an answer names most of what came in another's place."""
    told = "".join(f"{citation.title}\n{citation.quote}" for citation in answer.citations[:1])
    return not terms or coverage(terms, told) >= MOST_NAMED
