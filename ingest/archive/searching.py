"""What the archive finds: passages, tallies and reports, of what the asker may see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Connection, Select, func, select

from ingest.archive import dialects
from ingest.archive.rows import load_articles, load_tallies, read_sentences, tally_of
from ingest.archive.schema import (
    as_microseconds,
    called_english,
    passages,
    quantities,
    reports,
    revisions,
    tallies,
    vectors,
)
from ingest.archive.timeline import Ids, Timeline, integer_columns
from ingest.archive.tokens import WORD
from ingest.archive.words import Scores, alike_words, holders, near_terms
from ingest.articles import (
    FoundPassage,
    FoundTally,
    IncidentKind,
    PassageId,
    ReadSentence,
    RevisionId,
    Span,
    StoredArticle,
    Tally,
    View,
    Window,
)

_TITLE_ENDS = "\n\n"
_WEIGHT_OF_BODY = 3
"""By how much more a word counts there: titles have capitals where sentences have none."""
_PASSAGES_READ = 10
"""Of those that hold a term, to see how it is written."""
_ANY_TIME = Window()


@dataclass(frozen=True, slots=True)
class Count:
    """How much is visible."""

    articles: int
    passages: int


@dataclass(frozen=True, slots=True, eq=False)  # because vectors do not compare to one truth
class Opening:
    """How an article begins: its first passage, with what the encoder makes of that and the title."""

    passage: FoundPassage
    vector: NDArray[np.float32]
    """Of unit length."""

    @property
    def published(self) -> datetime:
        """When the article was published."""
        return self.passage.stored.article.published


def best(scores: Scores, limit: int) -> tuple[Ids, Scores]:
    """Give the `limit` greatest positive scores with their positions, greatest first; ties go to the lower position."""
    positions = np.flatnonzero(scores > 0)
    if len(positions) > limit:
        threshold = np.partition(scores[positions], -limit)[-limit]
        positions = positions[scores[positions] >= threshold]
    order = np.lexsort((positions, -scores[positions]))[:limit]
    return positions[order], scores[positions[order]]


def found_passages(connection: Connection, view: View, ids: Ids, scores: Scores) -> tuple[FoundPassage, ...]:
    """Load passages with their articles, in the order given, as the asker sees them."""
    statement = select(passages.c.id, passages.c.revision, passages.c.span_start, passages.c.span_end)
    rows = {row.id: row for row in connection.execute(statement.where(dialects.among(passages.c.id, ids.tolist())))}
    stored = load_articles(connection, (row.revision for row in rows.values()))
    return tuple(
        FoundPassage(
            id=PassageId(number),
            stored=view.as_seen(stored[rows[number].revision]),
            span=Span(rows[number].span_start, rows[number].span_end),
            score=score,
        )
        for number, score in zip(ids.tolist(), scores.tolist(), strict=True)
    )


def writings(connection: Connection, timeline: Timeline, view: View, word: str) -> Counter[str]:
    """Count how the newest visible passages with a word's stem write the very word."""
    return _written(connection, timeline, view, [word], lambda each: each == word)


def spellings(connection: Connection, timeline: Timeline, view: View, word: str, *, edits: int) -> tuple[str, ...]:
    """Give the words near to `word` in what the asker may see, each as the newest passages mostly write it."""
    terms = near_terms(connection, word, edits=edits)
    written = _written(connection, timeline, view, terms, lambda each: OSA.distance(word, each) <= edits)
    return tuple(sorted(_mostly(written), key=str.casefold))


def alike(  # noqa: PLR0913 because it says where, for whom, and what is looked for
    connection: Connection,
    timeline: Timeline,
    view: View,
    letters: str,
    is_alike: Callable[[str], bool],
    *,
    nearest: str,
) -> tuple[str, ...]:
    """Give the words that `is_alike` takes in what the asker may see, as they are mostly written, the nearest first."""
    words = alike_words(connection, letters, is_alike, nearest=nearest)
    written = _mostly(_written(connection, timeline, view, words, is_alike))
    return tuple(sorted(written, key=lambda each: OSA.distance(nearest, each.casefold())))


def _mostly(written: Mapping[str, int]) -> Collection[str]:
    """Give each word once, as it is written most often."""
    mostly: dict[str, str] = {}
    for writing, _ in sorted(written.items(), key=lambda each: (-each[1], each[0])):
        mostly.setdefault(writing.casefold(), writing)
    return mostly.values()


def _written(
    connection: Connection, timeline: Timeline, view: View, terms: Iterable[str], fits: Callable[[str], bool]
) -> Counter[str]:
    """Count the fitting words in the newest passages that hold a term; those of a title count less."""
    written: Counter[str] = Counter()
    for term in terms:
        ids = holders(connection, timeline, view, term, limit=_PASSAGES_READ)
        texts = [passage.text for passage in found_passages(connection, view, ids, np.zeros(len(ids)))]
        bodies = [text.partition(_TITLE_ENDS)[2] for text in texts]
        words = Counter(each for text in (*texts, *bodies * _WEIGHT_OF_BODY) for each in WORD.findall(text))
        written |= Counter({word: times for word, times in words.items() if fits(word.casefold())})
    return written


def openings(
    connection: Connection,
    view: View,
    *,
    window: Window = _ANY_TIME,
    among: Collection[RevisionId] | None = None,
    limit: int,
) -> tuple[Opening, ...]:
    """How the `limit` newest visible articles of a window, or those of them that are `among` these, begin."""
    within = (
        *([revisions.c.published >= window.since] if window.since else []),
        *([revisions.c.published <= window.until] if window.until else []),
        *([dialects.among(revisions.c.id, among)] if among is not None else []),
    )
    first = (
        select(passages.c.id, passages.c.revision, passages.c.span_start, passages.c.span_end, vectors.c.vector)
        .join(revisions, revisions.c.id == passages.c.revision)
        .join(vectors, vectors.c.passage == passages.c.id)
        .where(passages.c.ordinal == 0, *_visible(view), *within)
        .order_by(revisions.c.published.desc(), revisions.c.id)
        .limit(limit)
    )
    rows = connection.execute(first).all()
    stored = load_articles(connection, (row.revision for row in rows))
    return tuple(
        Opening(
            FoundPassage(
                PassageId(row.id), view.as_seen(stored[row.revision]), Span(row.span_start, row.span_end), score=0.0
            ),
            np.frombuffer(row.vector, dtype="<f2").astype(np.float32),
        )
        for row in rows
    )


def found_tallies(  # noqa: PLR0913 because a search says where, for whom, of what and how much
    connection: Connection,
    timeline: Timeline,
    view: View,
    scores: Scores,
    measures: Collection[str],
    *,
    limit: int,
) -> tuple[FoundTally, ...]:
    """Tallies in the articles that score: the best and the newest, `limit` of each, best first."""
    ids, owners = _tallies_of(connection, measures)
    article_scores, published = _by_revision(timeline, scores, owners)
    others_english = connection.execute(_called_english_by_others(view)).scalars().all()
    hit = (article_scores > 0) & ~np.isin(owners, others_english)
    ids, owners, article_scores, published = ids[hit], owners[hit], article_scores[hit], published[hit]
    by_score = np.lexsort((ids, owners, -published, -article_scores))
    by_time = np.lexsort((ids, owners, -article_scores, -published))
    chosen = by_score[np.isin(by_score, np.union1d(by_score[:limit], by_time[:limit]))]
    loaded = load_tallies(connection, ids[chosen].tolist())
    stored = load_articles(connection, owners[chosen].tolist())
    return tuple(
        FoundTally(loaded[number], view.as_seen(stored[owner]), score)
        for number, owner, score in zip(
            ids[chosen].tolist(), owners[chosen].tolist(), article_scores[chosen].tolist(), strict=True
        )
    )


def quantities_in(
    connection: Connection, view: View, articles: Sequence[StoredArticle]
) -> Mapping[RevisionId, tuple[ReadSentence, ...]]:
    """Give the sentences of articles that the asker sees, with their quantities; none of a text that nobody read yet.

    A figure that does not count for the asker is a mere number.
    """
    wanted = [article.revision for article in articles]
    counting = select(tallies).join(revisions, revisions.c.id == tallies.c.revision).order_by(tallies.c.id)
    figures: defaultdict[int, list[Tally]] = defaultdict(list)
    for row in connection.execute(counting.where(dialects.among(tallies.c.revision, wanted), *_counting(view))):
        figures[row.revision].append(tally_of(row))
    read = select(quantities).where(dialects.among(quantities.c.revision, wanted))
    return {
        RevisionId(row.revision): read_sentences(row.sentences, figures[row.revision])
        for row in connection.execute(read)
    }


def _tallies_of(connection: Connection, measures: Collection[str]) -> tuple[Ids, Ids]:
    names = {f"measure{number}": measure for number, measure in enumerate(sorted(set(measures)))}
    wanted = f"WHERE measure IN ({', '.join(f':{name}' for name in names)})" if names else ""
    ids, owners = integer_columns(
        connection,
        ("id", "revision"),
        f"SELECT id, revision FROM tallies {wanted}",  # noqa: S608 because only parameter names are put in
        **names,
    )
    return ids, owners


def _by_revision(timeline: Timeline, scores: Scores, owners: Ids) -> tuple[Scores, Ids]:
    """Best passage score and publication of each owner's revision; both 0 where none of its passages scores."""
    size = int(max(timeline.revision.max(initial=0), owners.max(initial=0))) + 1
    score_of, published_of = np.zeros(size), np.zeros(size, dtype=np.int64)
    scoring = np.flatnonzero(scores > 0)  # because most of the archive does not
    np.maximum.at(score_of, timeline.revision[scoring], scores[scoring])
    published_of[timeline.revision[scoring]] = timeline.published[scoring]
    return score_of[owners], published_of[owners]


def report_ids(
    connection: Connection,
    view: View,
    window: Window,
    *,
    kinds: Collection[IncidentKind] | None = None,
    among: Ids | None = None,
) -> Sequence[int]:
    """Every visible report whose event falls into the window and is of these kinds, newest event first."""
    statement = (
        select(reports.c.id)
        .join(revisions, revisions.c.id == reports.c.revision)
        .where(*_counting(view))
        .order_by(reports.c.last_day.desc(), reports.c.first_day.desc(), reports.c.revision, reports.c.id)
    )
    if window.since is not None:
        statement = statement.where(reports.c.last_day >= window.since.date().isoformat())
    if window.until is not None:
        statement = statement.where(reports.c.first_day <= window.until.date().isoformat())
    if kinds is not None:
        statement = statement.where(reports.c.kind.in_(sorted(kinds)))
    if among is not None:
        statement = statement.where(dialects.among(reports.c.id, among.tolist()))
    return connection.execute(statement).scalars().all()


def report_ids_at(connection: Connection, view: View, addresses: Collection[str]) -> Sequence[int]:
    """Every visible report in the articles of these addresses, as `ingest.rulings.address_of` gives them."""
    statement = select(reports.c.id).join(revisions, revisions.c.id == reports.c.revision).where(*_counting(view))
    by_url = revisions.c.url
    otherwise = func.coalesce(func.nullif(revisions.c.external_id, ""), revisions.c.origin)
    of_no_url = by_url.is_(None) & dialects.among(otherwise, addresses)
    named = (dialects.among(by_url, addresses), of_no_url)  # apart, because an index knows only these
    return [number for each in named for number in connection.execute(statement.where(each)).scalars()]


def newest(connection: Connection, view: View) -> datetime | None:
    """When the newest visible article was published."""
    statement = select(revisions.c.published).where(*_visible(view)).order_by(revisions.c.published.desc()).limit(1)
    return connection.execute(statement).scalar()


def count(connection: Connection, timeline: Timeline, view: View) -> Count:
    """How many articles and passages are visible."""
    articles = connection.execute(select(func.count()).select_from(revisions).where(*_visible(view))).scalar_one()
    return Count(articles, int(timeline.visible(view).sum()))


def _counting(view: View) -> tuple[ColumnElement[bool], ...]:
    """Tell what is visible and counts: of what the asker says is in another language nothing does."""
    aside = sorted(source for source, own in view.own_words.items() if own.counts_nothing)
    in_english = revisions.c.id.not_in(_called_english_by_others(view))
    return (*_visible(view), in_english, *([(revisions.c.source + 0).not_in(aside)] if aside else []))


def _called_english_by_others(view: View) -> Select[tuple[int]]:
    """Choose the texts in other languages that were read because somebody calls them English, but not the asker."""
    mine = sorted(source for source, own in view.own_words.items() if own.counts_all)
    statement = select(called_english.c.revision)
    if not mine:
        return statement
    return statement.join(revisions, revisions.c.id == called_english.c.revision).where(revisions.c.source.not_in(mine))


def _visible(view: View) -> tuple[ColumnElement[bool], ...]:
    now = as_microseconds(view.now)
    timely = (revisions.c.known_from <= now, revisions.c.known_until > now, revisions.c.published <= view.now)
    if view.sources is None:
        return timely
    # + 0 keeps a database from starting at the index by source: sorting 60,000 articles of one took 30 ms, this 1 ms
    return (*timely, (revisions.c.source + 0).in_(sorted(view.sources)))
