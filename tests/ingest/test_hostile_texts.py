"""What reads strangers' text takes time in proportion to it, whatever it is, and meets no bug."""

import json
import math
import re
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from ingest.articles import Article, Document
from ingest.extracting import Extract, extract_from
from ingest.reading import read
from ingest.sentences import LONGEST, split_sentences
from tests.hostile_texts import UNICODE_DIGITS, UNITS, patterns, prefixes, repeated

SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
HEAD = "Three men were shot dead in Basra on Monday when "
"""Tells of an event, so that what follows is read closely."""
READING = ("ingest.extraction", "ingest.reading", "ingest.sources", "ingest.sentences", "ingest.casing")
PATTERNS = patterns(*READING)
ANSWERING = {name: pattern for name, pattern in patterns("bot.answering").items() if pattern not in PATTERNS.values()}
SLOWEST = 0.5
"""Seconds of processor time for a sentence of the greatest length, ten times what any takes on an idle machine."""
SOON = 0.3
"""Seconds of processor time in which 20,000 characters may be read whatever a tenth of them takes."""
MOST_TIMES = 30
"""What a tenth of the text takes: thrice as much as in proportion, since clocks and caches err."""


def document(text: str) -> Document:
    return Document("hostile.jsonl:1", text, title="Three killed in Basra", language="en", published=SEEN)


def seconds_of(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    extract_from(document(HEAD + "they left the harbour."), seen=SEEN, as_english=False)


@pytest.mark.parametrize("unit", UNITS, ids=[ascii(unit[:12]) for unit in UNITS])
def test_a_text_without_stops_takes_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        return seconds_of(lambda: extract_from(document(HEAD + repeated(unit, length)), seen=SEEN, as_english=False))

    long = seconds(20_000)
    assert long < SOON or long < (most := MOST_TIMES * seconds(2_000)) or seconds(20_000) < most


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_a_sentence_of_a_patterns_own_beginnings_is_soon_read(pattern: re.Pattern[str]) -> None:
    sentences = soon_searched(pattern)
    text = "\n\n".join(HEAD + sentence for sentence in sentences)
    assert seconds_of(lambda: extract_from(document(text), seen=SEEN, as_english=False)) < SLOWEST * len(sentences)


def test_what_answers_searches_such_sentences_soon() -> None:
    assert ANSWERING
    for pattern in ANSWERING.values():
        soon_searched(pattern)


def soon_searched(pattern: re.Pattern[str]) -> list[str]:
    """Give a pattern sentences that it may match often, and see that it is soon done with them."""
    sentences = [repeated(f"{prefix} ", LONGEST - len(HEAD)) for prefix in prefixes(pattern)]
    for sentence in sentences:
        assert seconds_of(lambda: [*pattern.finditer(sentence)]) < SLOWEST, pattern  # noqa: B023 because it is called here
    return sentences


@pytest.mark.parametrize("digit", UNICODE_DIGITS[::10], ids=ascii)
def test_numbers_of_any_script_and_length_are_finite(digit: str) -> None:
    text = f"{HEAD}{digit * 400} people, {digit} in {digit} people, {digit},{digit * 3} dead, {digit}+ hurt. "
    votes = f"A bill passed {digit * 3_000}-{digit * 3_000}. ${digit * 400} lost. It is the {digit * 400}th attack."
    extract = extract_from(document(text + votes), seen=SEEN, as_english=False)
    assert isinstance(extract, Extract)
    assert all(math.isfinite(tally.value) for tally in extract.tallies)
    assert json.dumps([asdict(report.killed) for report in extract.reports], allow_nan=False)


@pytest.mark.parametrize("length", [1_000, 100_000, 1_000_000])
def test_no_text_is_longer_in_sentences_than_in_characters(length: int) -> None:
    article = read(document(repeated("killed and killed and ", length)), seen=SEEN)
    assert isinstance(article, Article)
    assert max(span.end - span.start for span in split_sentences(article.text)) <= LONGEST
