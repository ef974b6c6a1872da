"""News in, a searchable archive out. Knows no Discord and no language model."""

from ingest.archive import (
    Archive,
    Arrivals,
    Beat,
    ChromaAddress,
    Count,
    Description,
    Domain,
    Encoder,
    Finding,
    Opening,
    Page,
    Purged,
    Role,
    Target,
    WholeSource,
)
from ingest.archive.backups import backups_of
from ingest.archive.backups import default_name as default_backup
from ingest.archive.database import FILE_NAME as ARCHIVE_FILE_NAME
from ingest.archive.database import Database
from ingest.archive.dialects import upsert
from ingest.archive.moving import Moved
from ingest.archive.moving import move as move_archive
from ingest.archive.restoring import Restored
from ingest.archive.restoring import restore as restore_backup
from ingest.articles import (
    Article,
    ArticleId,
    Casualties,
    CorrectedField,
    Correction,
    CorrectValue,
    DatePrecision,
    DateQuality,
    Document,
    FoundPassage,
    FoundReport,
    FoundTally,
    IncidentKind,
    PassageId,
    Place,
    PlacePrecision,
    Qualifier,
    RevisionId,
    SourceId,
    Span,
    Stance,
    StoredArticle,
    Tally,
    TallyKind,
    View,
    Window,
)
from ingest.clock import Clock, utc_now
from ingest.confinement import Reader
from ingest.desk import Desk
from ingest.discretion import told
from ingest.embedding import (
    DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256,
    Embedder,
    SentenceTransformerEmbedder,
    open_question_embedder,
    weights_sha256,
)
from ingest.entailment import CrossEncoderEntailment, Entailment
from ingest.errors import (
    ArchiveError,
    ArchiveReadOnly,
    BackupUnusable,
    InputError,
    ModelError,
    NotYours,
    RulingOpposed,
    RulingRefused,
    SettingError,
    SitrepError,
    SourceHalted,
    TooManySources,
)
from ingest.extraction.counting import counted_in
from ingest.extraction.dates import DateMention, find_dates, since_of
from ingest.extraction.factuality import PREVENTING, stance_at
from ingest.extraction.gazetteer import country_of, country_terms
from ingest.extraction.measures import (
    CASUALTIES,
    EVENTS,
    PEOPLE,
    are_called_people,
    family_of,
    measure_of,
    repeated_action,
    singular,
)
from ingest.extraction.nouns import is_plural, noun_phrase
from ingest.extraction.number_words import ROUND, vague_words
from ingest.extraction.numbers import CURRENCIES, Number, find_numbers
from ingest.extraction.ordinals import ORDINAL
from ingest.extraction.place_identity import same_place
from ingest.extraction.place_mentions import PlaceMention
from ingest.extraction.places import find_places
from ingest.extraction.points import point_of
from ingest.extraction.publisher_homes import at_home
from ingest.extraction.speakers import said_by
from ingest.extraction.statement_days import is_of_statement
from ingest.incidents.folding import fold, matches
from ingest.incidents.incident import Incident, as_read
from ingest.live import (
    DateKind,
    EntryOutcome,
    Failure,
    Feed,
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
    Taken,
    TextKind,
    Unusable,
)
from ingest.logs import configure_logs, log_to_a_person
from ingest.ownership import make_file, make_folder, open_to_others
from ingest.pipeline import Progress, ingest
from ingest.polling.dry_run import DryRun, PageRead, rehearse
from ingest.polling.poll import Fetches, Polled
from ingest.polling.scouting import scout
from ingest.polling.worker import poll_due
from ingest.reading import fingerprint
from ingest.reading.addresses import canonical
from ingest.reencoding import reencode
from ingest.refusals import Refused
from ingest.regression import Features, Regression, read_regression
from ingest.removal import loss_of
from ingest.rereading import Reread, left_to_reread, reread_all
from ingest.rulings import Proposal, ReportName, Ruling, RulingId, RulingKind, VisibleRuling
from ingest.sentences import split_sentences
from ingest.settings import ENV_FILE, SECRETS, Settings, read_settings, settings_files
from ingest.sources import Arrival, Outline, read_file, read_opml, read_upload, write_opml
from ingest.stopping import stop_when_told
from ingest.subscriptions import (
    OPERATOR,
    Action,
    Change,
    Limits,
    Loss,
    Notice,
    NoticeId,
    NoticeKind,
    RemovedSource,
    SourceSummary,
    Standing,
    Subscriber,
    Trace,
)
from ingest.timestamps import parse_timestamp
from ingest.wiring import named, open_fetcher, run_worker

__all__ = [
    "ARCHIVE_FILE_NAME",
    "CASUALTIES",
    "CURRENCIES",
    "DEFAULT_MODEL",
    "DEFAULT_WEIGHTS_SHA256",
    "ENV_FILE",
    "EVENTS",
    "OPERATOR",
    "ORDINAL",
    "PEOPLE",
    "PREVENTING",
    "ROUND",
    "SECRETS",
    "Action",
    "Archive",
    "ArchiveError",
    "ArchiveReadOnly",
    "Arrival",
    "Arrivals",
    "Article",
    "ArticleId",
    "BackupUnusable",
    "Beat",
    "Casualties",
    "Change",
    "ChromaAddress",
    "Clock",
    "CorrectValue",
    "CorrectedField",
    "Correction",
    "Count",
    "CrossEncoderEntailment",
    "Database",
    "DateKind",
    "DateMention",
    "DatePrecision",
    "DateQuality",
    "Description",
    "Desk",
    "Document",
    "Domain",
    "DryRun",
    "Embedder",
    "Encoder",
    "Entailment",
    "EntryOutcome",
    "Failure",
    "Features",
    "Feed",
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
    "Limits",
    "LiveSource",
    "Loss",
    "ModelError",
    "Moved",
    "NotModified",
    "NotYours",
    "Notice",
    "NoticeId",
    "NoticeKind",
    "Number",
    "Offer",
    "Opening",
    "Outcome",
    "Outline",
    "Page",
    "PageRead",
    "PassageId",
    "Place",
    "PlaceMention",
    "PlacePrecision",
    "PollState",
    "Polled",
    "Progress",
    "Proposal",
    "Purged",
    "Qualifier",
    "Reader",
    "Refused",
    "Regression",
    "RemovedSource",
    "ReportName",
    "Reread",
    "Restored",
    "RevisionId",
    "Role",
    "Ruling",
    "RulingId",
    "RulingKind",
    "RulingOpposed",
    "RulingRefused",
    "Sample",
    "Scouted",
    "SentenceTransformerEmbedder",
    "SettingError",
    "Settings",
    "SitrepError",
    "SourceHalted",
    "SourceId",
    "SourceKind",
    "SourceSummary",
    "Span",
    "Stance",
    "Standing",
    "StoredArticle",
    "Subscriber",
    "Taken",
    "Tally",
    "TallyKind",
    "Target",
    "TextKind",
    "TooManySources",
    "Trace",
    "Unusable",
    "View",
    "VisibleRuling",
    "WholeSource",
    "Window",
    "are_called_people",
    "as_read",
    "at_home",
    "backups_of",
    "canonical",
    "configure_logs",
    "counted_in",
    "country_of",
    "country_terms",
    "default_backup",
    "family_of",
    "find_dates",
    "find_numbers",
    "find_places",
    "fingerprint",
    "fold",
    "ingest",
    "is_of_statement",
    "is_plural",
    "left_to_reread",
    "log_to_a_person",
    "loss_of",
    "make_file",
    "make_folder",
    "matches",
    "measure_of",
    "move_archive",
    "named",
    "noun_phrase",
    "open_fetcher",
    "open_question_embedder",
    "open_to_others",
    "parse_timestamp",
    "point_of",
    "poll_due",
    "read_file",
    "read_opml",
    "read_regression",
    "read_settings",
    "read_upload",
    "reencode",
    "rehearse",
    "repeated_action",
    "reread_all",
    "restore_backup",
    "run_worker",
    "said_by",
    "same_place",
    "scout",
    "settings_files",
    "since_of",
    "singular",
    "split_sentences",
    "stance_at",
    "stop_when_told",
    "told",
    "upsert",
    "utc_now",
    "vague_words",
    "weights_sha256",
    "write_opml",
]
