"""News in, a searchable archive out. Knows no Discord and no language model."""

from ingest.archive import Archive, Beat, Count, Finding, Role
from ingest.archive.database import FILE_NAME as ARCHIVE_FILE_NAME
from ingest.archive.database import Database
from ingest.articles import (
    Article,
    Casualties,
    DatePrecision,
    Document,
    FoundPassage,
    FoundReport,
    FoundTally,
    IncidentKind,
    PassageId,
    Place,
    PlacePrecision,
    Qualifier,
    SourceId,
    Span,
    Stance,
    StoredArticle,
    Tally,
    TallyKind,
    View,
    Window,
)
from ingest.desk import Desk
from ingest.embedding import (
    DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256,
    Embedder,
    SentenceTransformerEmbedder,
    open_question_embedder,
    weights_sha256,
)
from ingest.errors import ArchiveError, InputError, ModelError, RulingRefused, SettingError, SitrepError
from ingest.events.counting import counted_in
from ingest.events.dates import DateMention, find_dates, since_of
from ingest.events.gazetteer import country_of, country_terms
from ingest.events.incidents import Incident, fold, matches
from ingest.events.measures import CASUALTIES, EVENTS, PEOPLE, family_of, measure_of, repeated_action
from ingest.events.numbers import find_numbers
from ingest.events.place_identity import same_place
from ingest.events.place_mentions import PlaceMention
from ingest.events.places import find_places
from ingest.live import (
    OPERATOR,
    DateKind,
    Failure,
    FeedLink,
    Fetched,
    Health,
    LiveSource,
    NotModified,
    Offer,
    Outcome,
    PollState,
    Sample,
    Scouted,
    SourceKind,
    SourceSummary,
    Subscriber,
    TextKind,
    Unusable,
)
from ingest.logs import configure_logs
from ingest.pipeline import Progress, ingest
from ingest.polling import Fetches, Polled
from ingest.reading import fingerprint
from ingest.refusals import Refused
from ingest.rulings import Proposal, ReportName, Ruling, RulingId, RulingKind, VisibleRuling
from ingest.scouting import scout
from ingest.sentences import split_sentences
from ingest.settings import Settings, read_settings
from ingest.sources import Arrival, Outline, read_file, read_opml, write_opml
from ingest.wiring import WorkerRunning, alone, open_fetcher, run_worker
from ingest.worker import poll_due

__all__ = [
    "ARCHIVE_FILE_NAME",
    "CASUALTIES",
    "DEFAULT_MODEL",
    "DEFAULT_WEIGHTS_SHA256",
    "EVENTS",
    "OPERATOR",
    "PEOPLE",
    "Archive",
    "ArchiveError",
    "Arrival",
    "Article",
    "Beat",
    "Casualties",
    "Count",
    "Database",
    "DateKind",
    "DateMention",
    "DatePrecision",
    "Desk",
    "Document",
    "Embedder",
    "Failure",
    "FeedLink",
    "Fetched",
    "Fetches",
    "Finding",
    "FoundPassage",
    "FoundReport",
    "FoundTally",
    "Health",
    "Incident",
    "IncidentKind",
    "InputError",
    "LiveSource",
    "ModelError",
    "NotModified",
    "Offer",
    "Outcome",
    "Outline",
    "PassageId",
    "Place",
    "PlaceMention",
    "PlacePrecision",
    "PollState",
    "Polled",
    "Progress",
    "Proposal",
    "Qualifier",
    "Refused",
    "ReportName",
    "Role",
    "Ruling",
    "RulingId",
    "RulingKind",
    "RulingRefused",
    "Sample",
    "Scouted",
    "SentenceTransformerEmbedder",
    "SettingError",
    "Settings",
    "SitrepError",
    "SourceId",
    "SourceKind",
    "SourceSummary",
    "Span",
    "Stance",
    "StoredArticle",
    "Subscriber",
    "Tally",
    "TallyKind",
    "TextKind",
    "Unusable",
    "View",
    "VisibleRuling",
    "Window",
    "WorkerRunning",
    "alone",
    "configure_logs",
    "counted_in",
    "country_of",
    "country_terms",
    "family_of",
    "find_dates",
    "find_numbers",
    "find_places",
    "fingerprint",
    "fold",
    "ingest",
    "matches",
    "measure_of",
    "open_fetcher",
    "open_question_embedder",
    "poll_due",
    "read_file",
    "read_opml",
    "read_settings",
    "repeated_action",
    "run_worker",
    "same_place",
    "scout",
    "since_of",
    "split_sentences",
    "weights_sha256",
    "write_opml",
]
