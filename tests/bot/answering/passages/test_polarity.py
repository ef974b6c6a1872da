from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.polarity import for_and_against
from bot.answering.passages.selection import Selected
from ingest import Span
from tests.bot.answering.news import Told, planned

ASKED = planned("Has the dam at Eastvale collapsed?", today="2023-11-25")
STATED = ("2023-11-23", "The dam at Eastvale collapsed on Thursday.")
NEWER = ("2023-11-24", "Eastvale's dam has collapsed, the mayor said.")
SUPPOSED = ("2023-11-24", "If the dam at Eastvale collapsed, the town would drown.")
ASKING = ("2023-11-24", "Has the dam at Eastvale collapsed?")
DENIED = ("2023-11-22", "The dam at Eastvale has not collapsed, the army said.")
NO_WORD_OF_IT = ("2023-11-24", "Engineers visit Eastvale.")


def spoken(day: str, text: str) -> Excerpt:
    return Excerpt(Told(day, text).as_stored(), Span(0, len(text)))


def shown(*told: tuple[str, str], others: tuple[tuple[str, str], ...] = ()) -> list[str]:
    beside = [Selected(spoken(*each), 0.0) for each in others]
    return [one.text for one in for_and_against(ASKED, [spoken(*each) for each in told], beside)]


def test_the_newest_statement_comes_first() -> None:
    assert shown(STATED, NEWER) == [NEWER[1], STATED[1]]


def test_what_only_supposes_or_asks_it_is_left_out_where_it_is_stated() -> None:
    assert shown(STATED, SUPPOSED, ASKING) == [STATED[1]]


def test_where_nothing_states_it_what_is_near_stays() -> None:
    assert shown(SUPPOSED, NO_WORD_OF_IT) == [SUPPOSED[1], NO_WORD_OF_IT[1]]


def test_a_denial_that_was_not_to_be_shown_is_added() -> None:
    assert shown(STATED, others=(STATED, DENIED, SUPPOSED)) == [STATED[1], DENIED[1]]


def test_a_denial_that_is_shown_needs_no_other() -> None:
    assert shown(DENIED, STATED, others=(DENIED,)) == [STATED[1], DENIED[1]]
