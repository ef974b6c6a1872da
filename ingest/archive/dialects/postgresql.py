"""How it is said to PostgreSQL: full text by `tsvector`, with words told apart and stemmed here.

Here and not by the server, so that both databases find the same: its own parser takes addresses and hyphenated words
for one, its configurations drop stop words, and both go by the locale that the server happens to have.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, text

from ingest.archive.tokens import tokens

if TYPE_CHECKING:
    from snowballstemmer.porter_stemmer import PorterStemmer

_LONGEST: Final = 255
"""Letters of a word that is indexed; PostgreSQL takes 2,046 bytes. What is longer is no word."""
_STEMMED: Final = range(3, 65)
"""Bytes of a word that has endings, as in FTS5; of the s in "the ministry's" Porter's rules leave nothing."""
_STEMS_KEPT: Final = 100_000
_NOTHING: Final = "SELECT 0 AS n WHERE FALSE"
_INDEX: Final = text(
    "INSERT INTO passage_words (passage, title, body) VALUES (:id, CAST(:title AS TSVECTOR), CAST(:body AS TSVECTOR))"
)
_ADD_TERMS: Final = text("INSERT INTO passage_terms SELECT unnest(CAST(:terms AS TEXT[])) ON CONFLICT DO NOTHING")
_FORGET_TERMS: Final = text(
    "DELETE FROM passage_terms WHERE term NOT IN (SELECT word FROM ts_stat('SELECT title || body FROM passage_words'))"
)
_TERMS: Final = text(
    "SELECT term FROM passage_terms WHERE term >= :first AND term < :next AND length(term) BETWEEN :least AND :most"
)
_STRINGS: Final = text(
    "SELECT table_name AS owner, "
    "string_agg(format('ALTER %I TYPE VARCHAR COLLATE \"C\"', column_name), ', ') AS changes "
    "FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) "
    "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'alembic_version' "
    "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' GROUP BY table_name"
)
_IDS: Final = text(
    "SELECT table_name AS owner, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence "
    "FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'id' "
    "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
)


class PostgreSQL:
    """The words of PostgreSQL; contract: `speaking.Dialect`."""

    def is_migrated(self, connection: Connection) -> bool:
        """Whether a revision of the schema is noted."""
        there = text("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'alembic_version'")
        return connection.execute(there).scalar() == 1

    def holds_anything(self, connection: Connection) -> bool:
        """Whether there is any table."""
        any_table = text("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1")
        return connection.execute(any_table).scalar() == 1

    def settle(self, connection: Connection) -> None:
        """Have strings compare by their code points, as ranges of keys and orders take for granted."""
        for row in connection.execute(_STRINGS).all():
            connection.exec_driver_sql(f'ALTER TABLE "{row.owner}" {row.changes}')

    def catch_up_ids(self, connection: Connection, used: Mapping[str, int]) -> None:
        """Have the next ids be greater than those of rows that came with theirs, and than those that were used."""
        for row in connection.execute(_IDS).all():
            next_one = f'greatest((SELECT coalesce(max(id), 0) FROM "{row.owner}"), :used) + 1'  # noqa: S608 because the name is of our schema
            setting = text(f"SELECT setval(:sequence, {next_one}, FALSE)")
            connection.execute(setting, {"sequence": row.sequence, "used": used.get(row.owner, 0)})

    def joined_integers(self, column: str) -> str:
        """Give a column's integers, joined."""
        return f"string_agg(CAST({column} AS TEXT), ',')"

    def index_words(self, connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
        """Add passages to the full text, and its new terms to those by which a misspelt word is found."""
        stemmed = [(row["id"], _stems(str(row["title"])), _stems(str(row["body"]))) for row in rows]
        connection.execute(
            _INDEX, [{"id": number, "title": _vector(title), "body": _vector(body)} for number, title, body in stemmed]
        )
        terms = {term for _, title, body in stemmed for term in (*title, *body)}
        connection.execute(_ADD_TERMS, {"terms": sorted(terms)})

    def forget_words(self, connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
        """Take passages out of the full text."""
        gone = text("DELETE FROM passage_words WHERE passage = ANY (CAST(:ids AS INTEGER[]))")
        connection.execute(gone, {"ids": [row["id"] for row in rows]})

    def holding(self, word: str, *, column: str | None, begins: bool) -> tuple[str, dict[str, int | str]]:
        """Ask which passages hold a word."""
        stems = [f"'{stem}'" for stem in _stems(word)]
        if not stems:
            return _NOTHING, {}
        query = " <-> ".join(stems) + (":*" if begins else "")
        columns = (column,) if column else ("title", "body")
        held = " OR ".join(f"{each} @@ CAST(:words AS TSQUERY)" for each in columns)
        return f"SELECT passage AS n FROM passage_words WHERE {held}", {"words": query}  # noqa: S608 because the columns are constants

    def terms(self, connection: Connection, *, first: str, least: int, most: int) -> Sequence[str]:
        """Give the terms that begin with a letter."""
        within = {"first": first, "next": chr(ord(first) + 1), "least": least, "most": most}
        return connection.execute(_TERMS, within).scalars().all()

    def tidy_words(self, connection: Connection) -> None:
        """Forget the terms that no passage has any more: looks through all of them."""
        connection.execute(_FORGET_TERMS)


def _vector(stems: Iterable[str]) -> str:
    """Write stems, in their order, as PostgreSQL reads a `tsvector`; letters and digits need no escaping."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, stem in enumerate(stems, start=1):
        places[stem].append(str(place))
    return " ".join(f"'{stem}':{','.join(where)}" for stem, where in places.items())


def _stems(words: str) -> list[str]:
    return [_stem(token[:_LONGEST]) for token in tokens(words)]


@lru_cache(_STEMS_KEPT)
def _stem(word: str) -> str:
    if len(word.encode()) not in _STEMMED:
        return word
    with _ONE_AT_A_TIME:
        return str(_porter().stemWord(word))


_ONE_AT_A_TIME: Final = Lock()
"""The stemmer keeps the word that it is at."""


@cache
def _porter() -> "PorterStemmer":
    """Give Porter's stemmer of 1980, which FTS5 has too."""
    from snowballstemmer import stemmer  # because SQLite's archives never need it

    return stemmer("porter")
