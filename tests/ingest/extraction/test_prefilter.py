"""The gate before a pattern is derived from it."""

import pytest

from ingest.extraction.kinds import may_name_event
from ingest.extraction.prefilter import openings


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"bomb(?:ed|s)|blasts?", {"bombed", "bombs", "blast"}),
        (r"(?:suicide |car )?bombing", {"bombin"}),
        (r"(?:blew|blown) up", {"blew", "blown"}),
        (r"jets (?:\w+ )?pounded", {"pounde"}),
    ],
)
def test_one_beginning_of_each_alternative_is_needed(pattern: str, needed: set[str]) -> None:
    assert set().union(*openings(pattern).values()) == needed


def test_a_pattern_that_needs_no_word_has_no_gate() -> None:
    with pytest.raises(ValueError, match="Nothing"):
        openings(r"\w+ up")


def test_no_verb_of_the_lexicon_is_missing_from_the_gate() -> None:
    assert may_name_event("Jets pounded the port.")
