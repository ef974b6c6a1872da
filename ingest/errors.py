"""What can go wrong in the archive and on the way into it.

SitrepError
├── SettingError        a setting is wrong
├── ArchiveError
│   ├── ArchiveTooNew   made by a newer version
│   ├── ArchiveLocked   another process holds the database's write lock for too long
│   ├── ArchiveDamaged  not a database, or not ours
│   ├── ArchiveReadOnly it lies where nothing can be written
│   ├── BackupUnusable  a backup that cannot be written or restored
│   ├── MoveRefused     an archive that cannot be moved to where another is
│   └── StorageFull     no room on the disk
├── ModelError          the embedding model is missing or is not the archive's
└── InputError          a file that cannot be read at all
    ├── RulingRefused   a ruling that says nothing, or is not there
    │   └── RulingOpposed  a ruling that says the opposite of standing ones
    ├── TooManySources  more than one server may have
    ├── NotYours        a source that only others read
    └── SourceHalted    a source that the operator lets nobody read
"""

from collections.abc import Sequence


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


class MoveRefused(ArchiveError):
    """An archive cannot be moved to where another one is."""


class StorageFull(ArchiveError):
    """There is no room left on the disk; what was committed before is kept."""


class ModelError(SitrepError):
    """The embedding model is missing, or is not the one that the archive's vectors were made with."""


class InputError(SitrepError):
    """A file cannot be read at all."""


class RulingRefused(InputError):
    """A ruling says nothing, or is not there to be taken back."""


class RulingOpposed(RulingRefused):
    """A ruling says the opposite of standing ones, by their numbers."""

    def __init__(self, opposing: Sequence[int], *, are_the_same: bool) -> None:
        *others, last = [str(number) for number in opposing]
        who = f"Rulings {', '.join(others)} and {last} say" if others else f"Ruling {last} says"
        opposite = "are the same" if are_the_same else "are not the same"
        super().__init__(f"{who} that these {opposite}. To take that back: sitrep incidents undo {last}")
        self.opposing = tuple(opposing)


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


class SourceHalted(InputError):
    """Nobody but the operator can resume what the operator paused for all."""

    def __init__(self) -> None:
        super().__init__("It was paused by whoever runs this bot, and only they can resume it. Ask them.")
