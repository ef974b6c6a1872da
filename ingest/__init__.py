"""News in, a searchable archive out. Knows no Discord and no language model."""

from ingest.archive import (
    Archive as Archive,
    Arrivals as Arrivals,
    Beat as Beat,
    ChromaAddress as ChromaAddress,
    Count as Count,
    Description as Description,
    Domain as Domain,
    Encoder as Encoder,
    Opening as Opening,
    Page as Page,
    Purged as Purged,
    Role as Role,
    Target as Target,
    WholeSource as WholeSource,
)
from ingest.archive.backups import backups_of as backups_of, default_backup as default_backup
from ingest.archive.database import ARCHIVE_FILE_NAME as ARCHIVE_FILE_NAME, Database as Database
from ingest.archive.dialects import put as put, upsert as upsert
from ingest.archive.moving import move_archive as move_archive
from ingest.archive.restoring import restore_backup as restore_backup
from ingest.archive.schema import Moment as Moment
from ingest.articles import (
    Article as Article,
    ArticleId as ArticleId,
    Casualties as Casualties,
    CorrectedField as CorrectedField,
    Correction as Correction,
    CorrectValue as CorrectValue,
    DatePrecision as DatePrecision,
    DateQuality as DateQuality,
    Document as Document,
    FoundPassage as FoundPassage,
    FoundReport as FoundReport,
    FoundTally as FoundTally,
    IncidentKind as IncidentKind,
    Near as Near,
    NumberType as NumberType,
    PassageId as PassageId,
    Place as Place,
    PlacePrecision as PlacePrecision,
    Qualifier as Qualifier,
    Quantity as Quantity,
    ReadSentence as ReadSentence,
    RevisionId as RevisionId,
    Sought as Sought,
    SourceId as SourceId,
    Span as Span,
    Stance as Stance,
    StoredArticle as StoredArticle,
    Tally as Tally,
    TallyKind as TallyKind,
    View as View,
    Window as Window,
)
from ingest.clock import Clock as Clock, utc_now as utc_now
from ingest.confinement import Reader as Reader
from ingest.desk import Desk as Desk
from ingest.discretion import told as told
from ingest.cross_encoder import (
    Reading as Reading,
    entailment_of as entailment_of,
    open_cross_encoder as open_cross_encoder,
)
from ingest.embedding import (
    DEFAULT_MODEL as DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256 as DEFAULT_WEIGHTS_SHA256,
    Embedder as Embedder,
    SentenceTransformerEmbedder as SentenceTransformerEmbedder,
    encoder_folder as encoder_folder,
    open_passage_embedder as open_passage_embedder,
    open_question_embedder as open_question_embedder,
    weights_sha256 as weights_sha256,
)
from ingest.entailment import (
    CrossEncoderEntailment as CrossEncoderEntailment,
    Entailment as Entailment,
)
from ingest.errors import (
    ArchiveError as ArchiveError,
    ArchiveReadOnly as ArchiveReadOnly,
    BackupUnusable as BackupUnusable,
    InputError as InputError,
    ModelError as ModelError,
    RulingOpposed as RulingOpposed,
    RulingRefused as RulingRefused,
    SettingError as SettingError,
    SitrepError as SitrepError,
    SourceHalted as SourceHalted,
    TooManySources as TooManySources,
)
from ingest.extraction.circumstances import RESIDING as RESIDING
from ingest.extraction.counting import counted_in as counted_in
from ingest.extraction.dates import DateMention as DateMention, find_dates as find_dates, since_of as since_of
from ingest.extraction.factuality import PREVENTING as PREVENTING, stance_at as stance_at
from ingest.extraction.gazetteer import country_of as country_of, country_terms as country_terms
from ingest.extraction.implied import ORDINAL as ORDINAL
from ingest.extraction.measures import (
    CASUALTIES as CASUALTIES,
    CUMULATIVE as CUMULATIVE,
    EVENTS as EVENTS,
    PEOPLE as PEOPLE,
    are_called_people as are_called_people,
    family_of as family_of,
    measure_of as measure_of,
    repeated_action as repeated_action,
    singular as singular,
)
from ingest.extraction.nouns import is_plural as is_plural, noun_phrase as noun_phrase
from ingest.extraction.number_types import type_of_unit as type_of_unit
from ingest.extraction.numbers import (
    CURRENCIES as CURRENCIES,
    ROUND as ROUND,
    Number as Number,
    find_numbers as find_numbers,
    vague_words as vague_words,
)
from ingest.extraction.place_identity import same_place as same_place
from ingest.extraction.place_mentions import PlaceMention as PlaceMention
from ingest.extraction.places import find_places as find_places
from ingest.extraction.points import point_of as point_of
from ingest.extraction.speakers import said_by as said_by
from ingest.extraction.stamps import is_of_statement as is_of_statement
from ingest.extraction.tallies import find_quantities as find_quantities
from ingest.incidents.coreference import FOLLOWED_UP as FOLLOWED_UP, near as near
from ingest.incidents.folding import fold as fold, matches as matches
from ingest.incidents.incident import Incident as Incident, as_read as as_read
from ingest.live import (
    DateKind as DateKind,
    EntryOutcome as EntryOutcome,
    Failure as Failure,
    Feed as Feed,
    FeedLink as FeedLink,
    Health as Health,
    Offer as Offer,
    PollState as PollState,
    Sample as Sample,
    Scouted as Scouted,
    SourceKind as SourceKind,
    Taken as Taken,
    TextKind as TextKind,
    Unusable as Unusable,
)
from ingest.logs import configure_logs as configure_logs, log_to_a_person as log_to_a_person
from ingest.ownership import make_file as make_file, make_folder as make_folder, open_to_others as open_to_others
from ingest.pipeline import Progress as Progress, ingest as ingest
from ingest.polling.dry_run import DryRun as DryRun, rehearse as rehearse
from ingest.polling.poll import Polled as Polled
from ingest.polling.scouting import scout as scout
from ingest.polling.worker import poll_due as poll_due
from ingest.reading import fingerprint as fingerprint
from ingest.reading.addresses import canonical as canonical
from ingest.reencoding import reencode as reencode
from ingest.refusals import Refused as Refused
from ingest.regression import Features as Features, Regression as Regression, read_regression as read_regression
from ingest.removal import loss_of as loss_of
from ingest.rereading import Reread as Reread, left_to_reread as left_to_reread, reread_all as reread_all
from ingest.rulings import (
    Proposal as Proposal,
    ReportName as ReportName,
    Ruling as Ruling,
    RulingId as RulingId,
    RulingKind as RulingKind,
    VisibleRuling as VisibleRuling,
)
from ingest.sentences import split_sentences as split_sentences
from ingest.settings import (
    ENV_FILE as ENV_FILE,
    SECRETS as SECRETS,
    Settings as Settings,
    read_settings as read_settings,
    settings_files as settings_files,
)
from ingest.sources import (
    Arrival as Arrival,
    Outline as Outline,
    read_file as read_file,
    read_opml as read_opml,
    read_upload as read_upload,
    write_opml as write_opml,
)
from ingest.stopping import stop_when_told as stop_when_told
from ingest.subscriptions import (
    OPERATOR as OPERATOR,
    Action as Action,
    Change as Change,
    Limits as Limits,
    Loss as Loss,
    Notice as Notice,
    NoticeId as NoticeId,
    NoticeKind as NoticeKind,
    RemovedSource as RemovedSource,
    SourceSummary as SourceSummary,
    Standing as Standing,
    Subscriber as Subscriber,
    Trace as Trace,
)
from ingest.timestamps import parse_timestamp as parse_timestamp
from ingest.wiring import named as named, open_fetcher as open_fetcher, run_worker as run_worker
