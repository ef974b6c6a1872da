"""One of a numbered kind is not another, nor the plain one."""

import pytest

from bot.answering.passages.numbered import is_of_sibling, names_another
from bot.answering.question.wording import terms_of
from ingest import Span


def test_one_of_a_numbered_kind_is_not_the_plain_one() -> None:
    (term,) = terms_of("the Rover")
    assert names_another(term, "The Rover 2 will land in May.")
    assert not names_another(term, "The Rover landed in May, the Rover 2 in June.")


@pytest.mark.parametrize(
    ("asked", "sentence", "is_sibling"),
    [
        pytest.param("the Rover 2", "Rover 1 landed in May, before Rover 2.", True, id="another is nearer"),
        pytest.param("the Rover 2", "Rover 2 landed in May, Rover 1 before.", False, id="the asked one is nearer"),
        pytest.param("the Rover-2", "After Rover-2 came Rover-3, landed in May.", True, id="a number with a hyphen"),
        pytest.param("the Rover", "Rover 1 landed in May.", False, id="none is asked for by number"),
        pytest.param("the Rover 2", "It landed in May.", False, id="none is named"),
    ],
)
def test_what_stands_nearer_to_another_is_of_that(asked: str, sentence: str, *, is_sibling: bool) -> None:
    start = sentence.index("May")
    assert is_of_sibling(sentence, Span(start, start + len("May")), terms_of(asked)) is is_sibling
