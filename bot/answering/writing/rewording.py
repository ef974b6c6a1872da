"""A follow-up that a model puts as a whole question, taken if it names what the turns name. Pure."""

from typing import Final

from pydantic import BaseModel, ValidationError

from bot.answering.answers import Answer
from bot.answering.checking.dates import unsupported_dates
from bot.answering.checking.numbers import unsupported_numbers
from bot.answering.checking.reading import evidence_of, sentences_of
from bot.answering.question.english import is_plain
from bot.answering.question.terms import terms_of
from bot.answering.writing.prompting import Request, messages_of, object_of

LONGEST_QUESTION: Final = 200
"""Characters of a question that a model may put."""
_REWORD: Final = (
    "Somebody wrote a message after a question had been answered. Write the whole question that the message asks, in "
    "English, so that it can be understood alone. Use the names, numbers and dates of the message, and from the "
    'question and its quotes what the message leaves out; nothing else. Write JSON alone: {"question": "…"}'
)


class _Reworded(BaseModel):
    question: str


def may_be_reworded(answer: Answer) -> bool:
    """Tell whether a message that leant on another may be read otherwise; what gave a figure was read well enough."""
    return bool(answer.turns) and answer.language == "en" and answer.kind in {"passages", "no_coverage"}


def reword_request(answer: Answer) -> Request:
    """Ask for the question that `answer` was asked as, whole."""
    before, *quotes = answer.turns
    asked = {"message": answer.question, "question_before": before, "quotes": quotes}
    return Request(messages_of(_REWORD, asked), object_of({"question": {"type": "string"}}), 0)


def reworded(written: str, answer: Answer) -> str | None:
    """Give the question that a model wrote; `None` unless it names what the turns do alone, and all of the message.

    Each of its words of content has to be there: "Quill's murder" of a stabbing says what nobody reported.
    """
    try:
        said = _Reworded.model_validate_json(written[written.find("{") : written.rfind("}") + 1])
    except ValidationError:
        return None
    question = " ".join(said.question.split())
    is_one = 0 < len(question) <= LONGEST_QUESTION and question.count("?") <= 1
    is_new = question.lower().strip(" ?") != answer.understood.lower().strip(" ?")
    turns = "\n".join((answer.question, *answer.turns))
    is_of_turns = all(term.pattern.search(turns) for term in terms_of(question)) and _measures_of(question, turns)
    return question if is_one and is_new and is_of_turns and _takes_up(question, answer.question) else None


def _takes_up(question: str, message: str) -> bool:
    """Tell whether a question has the names, numbers and dates of a message; what is no plain word may be a name."""
    named = [term for term in terms_of(message) if term.is_name or not is_plain(term.name)]
    return all(term.pattern.search(question) for term in named) and _measures_of(message, question)


def _measures_of(text: str, other: str) -> bool:
    """Tell whether the numbers and dates of a text are those of the other."""
    evidence = evidence_of([other])
    return not any(
        [*unsupported_numbers(sentence, evidence), *unsupported_dates(sentence, evidence)]
        for sentence in sentences_of(text)
    )
