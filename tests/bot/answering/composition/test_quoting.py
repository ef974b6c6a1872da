"""A quote is verbatim, short, and cut between words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.composition.quoting import MAX_QUOTE, quoted
from ingest import Span
from tests.bot.answering.news import Told

LONG = " ".join(f"word{number}" for number in range(100)) + "."


def test_a_short_sentence_is_quoted_whole() -> None:
    told = Told("2021-07-01", "Rain fell. The flood killed 12 people. Nobody slept.")
    span = told.span_of("The flood killed 12 people.")
    assert quoted(told.as_stored().article, span) == span


def test_a_long_sentence_is_cut_around_the_clause() -> None:
    article = Told("2021-07-01", LONG).as_stored().article
    cut = quoted(article, Span(0, len(LONG)), around="word70 word71")
    quote = article.text[cut.start : cut.end]
    assert "word70 word71" in quote
    assert len(quote) <= MAX_QUOTE


def test_without_a_clause_a_long_sentence_is_quoted_from_its_start() -> None:
    article = Told("2021-07-01", LONG).as_stored().article
    assert quoted(article, Span(0, len(LONG))).start == 0


words = st.text(alphabet="abc,’é", min_size=1, max_size=14)


@given(st.lists(words, min_size=1, max_size=120), st.data())
def test_a_quote_lies_within_its_sentence_and_breaks_no_word(sentence: list[str], data: st.DataObject) -> None:
    text = " ".join(sentence)
    article = Told("2021-07-01", f"Before. {text} After.").as_stored().article
    first = data.draw(st.integers(0, len(sentence) - 1))
    around = " ".join(sentence[first : first + 3])
    whole = Span(len("Before. "), len("Before. ") + len(text))

    cut = quoted(article, whole, around=around)

    assert whole.start <= cut.start < cut.end <= whole.end
    assert cut.end - cut.start <= MAX_QUOTE
    assert article.text[cut.start - 1] == " "
    assert article.text[cut.end] == " "


@given(st.text(min_size=1, max_size=700).filter(str.strip), st.text(max_size=20))
def test_any_text_is_quoted_within_bounds(text: str, around: str) -> None:
    article = Told("2021-07-01", text).as_stored().article
    cut = quoted(article, Span(0, len(text)), around=around)
    assert 0 <= cut.start < cut.end <= len(text)
    assert cut.end - cut.start <= MAX_QUOTE
