"""Between the nouns and the rows that hold them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select

from ingest.archive.dialects import among
from ingest.archive.schema import revisions, tallies
from ingest.articles import (
    Article,
    ArticleId,
    DateQuality,
    NumberType,
    Qualifier,
    Quantity,
    ReadSentence,
    Report,
    RevisionId,
    SourceId,
    Span,
    StoredArticle,
    Tally,
)

AnyRow = Row[Any]  # because SQLAlchemy types a row by its statement's columns, and these name dozens
Values = Mapping[str, object]
_QUALIFIERS = tuple(Qualifier)
_TYPES = tuple(NumberType)
_OF_ARTICLE: Final = tuple(field.name for field in fields(Article))
_TALLY: Final = TypeAdapter(Tally)
_REPORT: Final = TypeAdapter(Report)


def article_values(article: Article) -> Values:
    """Give the columns of `revisions` that the article itself fills."""
    return {name: getattr(article, name) for name in _OF_ARTICLE}


def load_articles(connection: Connection, wanted: Iterable[int]) -> dict[int, StoredArticle]:
    """Revisions by id, each with its text, loaded once however often it is wanted; as they were stored."""
    statement = select(revisions).where(among(revisions.c.id, set(wanted)))
    return {row.id: _stored_article(row) for row in connection.execute(statement)}


def _stored_article(row: AnyRow) -> StoredArticle:
    columns = {name: getattr(row, name) for name in _OF_ARTICLE}
    article = Article(**{**columns, "date_quality": DateQuality(row.date_quality)})
    return StoredArticle(ArticleId(row.article), RevisionId(row.id), article, SourceId(row.source))


def tally_values(tally: Tally, revision: int) -> Values:
    """Give a row of `tallies`."""
    told = _TALLY.dump_python(tally, mode="json", exclude={"value", "quote"})
    told["value"] = float(tally.value)  # so that it compares with what is stored
    told["circumstances"] = {name: some for name, some in told["circumstances"].items() if some}
    return {"revision": revision, **told, "quote_start": tally.quote.start, "quote_end": tally.quote.end}


def load_tallies(connection: Connection, ids: Sequence[int]) -> dict[int, Tally]:
    """Tallies by id."""
    return {row.id: tally_of(row) for row in connection.execute(select(tallies).where(among(tallies.c.id, ids)))}


def tally_of(row: AnyRow) -> Tally:
    """Give the tally that a row of `tallies` holds; one of an older version tells nothing of the circumstances."""
    quote = Span(row.quote_start, row.quote_end)
    return _TALLY.validate_python({**row._asdict(), "circumstances": row.circumstances or {}, "quote": quote})


def quantity_values(sentences: Sequence[ReadSentence], revision: int) -> Values:
    """Give a row of `quantities`, in which numbers stand for what is long: places within a sentence, qualifiers."""
    told = [
        [each.span.start, each.span.end - each.span.start, *(_encoded(one, each.span.start) for one in each.quantities)]
        for each in sentences
    ]
    return {"revision": revision, "sentences": json.dumps(told, separators=(",", ":"), ensure_ascii=False)}


def _encoded(quantity: Quantity, start: int) -> list[object]:
    value = int(quantity.value) if quantity.value.is_integer() else quantity.value
    words = " ".join(quantity.phrase), " ".join(quantity.names)
    numbers = _QUALIFIERS.index(quantity.qualifier), _TYPES.index(quantity.type)
    marks = int(quantity.is_written), int(quantity.is_vague), int(quantity.tally is not None)
    return [quantity.span.start - start, quantity.span.end - start, value, *words, *numbers, *marks]


def read_sentences(stored: str, tallies: Sequence[Tally]) -> tuple[ReadSentence, ...]:
    """Give the sentences of a row of `quantities`; `tallies` are the text's in order, or none, if they do not count."""
    left = iter(tallies)
    return tuple(
        ReadSentence(Span(start, start + length), tuple(_quantities(told, start, left)))
        for start, length, *told in json.loads(stored)
    )


def _quantities(told: Iterable[Any], start: int, tallies: Iterator[Tally]) -> Iterator[Quantity]:
    for first, end, value, phrase, names, qualifier, type_, is_written, is_vague, is_figure in told:
        tally = next(tallies, None) if is_figure else None
        if is_written or tally:
            yield Quantity(
                Span(start + first, start + end),
                float(value),
                _QUALIFIERS[qualifier],
                _TYPES[type_],
                tuple(phrase.split()),
                tuple(names.split()),
                bool(is_written),
                bool(is_vague),
                tally,
            )


def report_values(report: Report, revision: int) -> Values:
    """Give a row of `reports`."""
    told = _REPORT.dump_python(report, mode="json", exclude={"quote"})
    return {"revision": revision, **told, "quote_start": report.quote.start, "quote_end": report.quote.end}


def report_of(row: AnyRow) -> Report:
    """Give the report that a row of `reports` holds; older rows tell more of its place than is kept."""
    quote = Span(row.quote_start, row.quote_end)
    return _REPORT.validate_python({**row._asdict(), "quote": quote})
