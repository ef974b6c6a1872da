"""Between the nouns and the rows that hold them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from ingest.archive.dialects import among
from ingest.archive.schema import revisions, tallies
from ingest.articles import (
    Article,
    ArticleId,
    Casualties,
    Circumstances,
    DatePrecision,
    DateQuality,
    IncidentKind,
    NumberForm,
    Part,
    Place,
    PlacePrecision,
    Qualifier,
    Quantity,
    ReadSentence,
    Report,
    RevisionId,
    SourceId,
    Span,
    Stance,
    StoredArticle,
    Tally,
    TallyKind,
)

AnyRow = Row[Any]  # because SQLAlchemy types a row by its statement's columns, and these name dozens
Values = Mapping[str, object]
_QUALIFIERS = tuple(Qualifier)
_FORMS = tuple(NumberForm)


def article_values(article: Article) -> Values:
    """Give the columns of `revisions` that the article itself fills."""
    return {
        "fingerprint": article.fingerprint,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "date_quality": article.date_quality.value,
        "publisher": article.publisher,
        "author": article.author,
        "language": article.language,
        "external_id": article.external_id,
        "origin": article.origin,
    }


def load_articles(connection: Connection, wanted: Iterable[int]) -> dict[int, StoredArticle]:
    """Revisions by id, each with its text, loaded once however often it is wanted; as they were stored."""
    statement = select(revisions).where(among(revisions.c.id, set(wanted)))
    return {row.id: _stored_article(row) for row in connection.execute(statement)}


def _stored_article(row: AnyRow) -> StoredArticle:
    article = Article(
        fingerprint=row.fingerprint,
        url=row.url,
        title=row.title,
        text=row.text,
        published=row.published,
        date_quality=DateQuality(row.date_quality),
        publisher=row.publisher,
        author=row.author,
        language=row.language,
        external_id=row.external_id,
        origin=row.origin,
    )
    return StoredArticle(ArticleId(row.article), RevisionId(row.id), article, SourceId(row.source))


def tally_values(tally: Tally, revision: int) -> Values:
    """Give a row of `tallies`."""
    return {
        "revision": revision,
        "value": float(tally.value),  # so that it compares with what is stored
        "qualifier": tally.qualifier.value,
        "kind": tally.kind.value,
        "stance": tally.stance.value,
        "measure": tally.measure,
        "unit": tally.unit,
        "counts": tally.counts,
        "parts": [asdict(part) for part in tally.parts],
        "since": tally.since and tally.since.isoformat(),
        "since_precision": tally.since_precision and tally.since_precision.value,
        "as_of": tally.as_of.isoformat(),
        "said_by": tally.said_by,
        "circumstances": {name: told for name, told in asdict(tally.circumstances).items() if told},
        "quote_start": tally.quote.start,
        "quote_end": tally.quote.end,
    }


def load_tallies(connection: Connection, ids: Sequence[int]) -> dict[int, Tally]:
    """Tallies by id."""
    return {row.id: tally_of(row) for row in connection.execute(select(tallies).where(among(tallies.c.id, ids)))}


def tally_of(row: AnyRow) -> Tally:
    """Give the tally that a row of `tallies` holds."""
    return Tally(
        value=row.value,
        qualifier=Qualifier(row.qualifier),
        kind=TallyKind(row.kind),
        stance=Stance(row.stance),
        measure=row.measure,
        unit=row.unit,
        counts=row.counts,
        parts=tuple(Part(**part) for part in row.parts),
        since=row.since and date.fromisoformat(row.since),
        since_precision=row.since_precision and DatePrecision(row.since_precision),
        as_of=date.fromisoformat(row.as_of),
        said_by=row.said_by,
        circumstances=Circumstances(**{name: _frozen(told) for name, told in (row.circumstances or {}).items()}),
        quote=Span(row.quote_start, row.quote_end),
    )


def _frozen(told: list[str] | bool) -> Any:  # noqa: ANN401, FBT001 because JSON tells which
    return tuple(told) if isinstance(told, list) else told


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
    numbers = _QUALIFIERS.index(quantity.qualifier), _FORMS.index(quantity.form)
    marks = int(quantity.is_written), int(quantity.tally is not None)
    return [quantity.span.start - start, quantity.span.end - start, value, *words, *numbers, *marks]


def read_sentences(stored: str, tallies: Sequence[Tally]) -> tuple[ReadSentence, ...]:
    """Give the sentences of a row of `quantities`; `tallies` are the text's in order, or none, if they do not count."""
    left = iter(tallies)
    return tuple(
        ReadSentence(Span(start, start + length), tuple(_quantities(told, start, left)))
        for start, length, *told in json.loads(stored)
    )


def _quantities(told: Iterable[Any], start: int, tallies: Iterator[Tally]) -> Iterator[Quantity]:
    for first, end, value, phrase, names, qualifier, form, is_written, is_figure in told:
        tally = next(tallies, None) if is_figure else None
        if is_written or tally:
            yield Quantity(
                Span(start + first, start + end),
                float(value),
                _QUALIFIERS[qualifier],
                _FORMS[form],
                tuple(phrase.split()),
                tuple(names.split()),
                bool(is_written),
                tally,
            )


def report_values(report: Report, revision: int) -> Values:
    """Give a row of `reports`."""
    return {
        "revision": revision,
        "kind": report.kind.value,
        "first_day": report.first_day.isoformat(),
        "last_day": report.last_day.isoformat(),
        "date_precision": report.date_precision.value,
        "place": {**asdict(report.place), "precision": report.place.precision.value},
        "actors": report.actors,
        "targets": report.targets,
        "victims": report.victims,
        "weapon": report.weapon,
        "killed": asdict(report.killed),
        "injured": asdict(report.injured),
        "status": report.status,
        "quote_start": report.quote.start,
        "quote_end": report.quote.end,
    }


def read_place(stored: Mapping[str, Any]) -> Place:
    """Give the place of a stored report or correction; older rows tell more of it than is kept."""
    kept = {field.name: stored[field.name] for field in fields(Place)}
    return Place(**{**kept, "precision": PlacePrecision(stored["precision"])})


def report_of(row: AnyRow) -> Report:
    """Give the report that a row of `reports` holds."""
    return Report(
        kind=IncidentKind(row.kind),
        first_day=date.fromisoformat(row.first_day),
        last_day=date.fromisoformat(row.last_day),
        date_precision=DatePrecision(row.date_precision),
        place=read_place(row.place),
        actors=tuple(row.actors),
        targets=tuple(row.targets),
        victims=tuple(row.victims),
        weapon=row.weapon,
        killed=Casualties(**row.killed),
        injured=Casualties(**row.injured),
        status=row.status,
        quote=Span(row.quote_start, row.quote_end),
    )
