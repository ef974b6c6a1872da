"""What can go wrong in the archive and on the way into it.

SitrepError
├── SettingError        a setting is wrong
├── ArchiveError
│   ├── ArchiveTooNew   made by a newer version
│   ├── ArchiveLocked   another process holds the database's write lock for too long
│   ├── ArchiveDamaged  not a database, or not ours
│   ├── ArchiveReadOnly it lies where nothing can be written
│   ├── BackupUnusable  a backup that cannot be written or restored
│   └── StorageFull     no room on the disk
├── ModelError          the embedding model is missing or is not the archive's
└── InputError          a file that cannot be read at all
    ├── RulingRefused   a ruling that says the opposite of a standing one, or is not there
    ├── TooManySources  more than one server may have
    └── NotYours        a source that only others read
"""


class SitrepError(Exception):
    """Something a person can act on; the message says what happened, to what, and what to do."""


class SettingError(SitrepError):
    """A setting is wrong."""


class ArchiveError(SitrepError):
    """The archive cannot do what was asked."""


class ArchiveTooNew(ArchiveError):
    """The archive was made by a newer version of sitrep."""


class ArchiveLocked(ArchiveError):
    """Another process holds the archive's write lock for too long."""


class ArchiveDamaged(ArchiveError):
    """The file is not a sitrep archive, or is damaged."""


class ArchiveReadOnly(ArchiveError):
    """The archive lies where nothing can be written: it can be asked, and takes nothing."""


class BackupUnusable(ArchiveError):
    """A backup that cannot be written there, or not be restored."""


class StorageFull(ArchiveError):
    """There is no room left on the disk; what was committed before is kept."""


class ModelError(SitrepError):
    """The embedding model is missing, or is not the one that the archive's vectors were made with."""


class InputError(SitrepError):
    """A file cannot be read at all."""


class RulingRefused(InputError):
    """A ruling says the opposite of a standing one, says nothing, or is not there to be taken back."""


class TooManySources(InputError):
    """A server would read more sources than it may."""

    def __init__(self, wanted: int, limit: int) -> None:
        super().__init__(
            f"That would make {wanted:,} sources here, and {limit:,} is the most. Nothing was added: remove some first."
        )
        self.wanted = wanted
        self.limit = limit


class NotYours(InputError):
    """A change of what only others read."""

    def __init__(self) -> None:
        super().__init__("Only a source that was added here can be described here. Add it first.")
