"""A reader for many tests: its processes take a second to begin, half of it to tell languages."""

from ingest.confinement import Reader


class LentReader(Reader):
    """A reader that whoever borrows it may close without harm."""

    def __init__(self, owned: Reader) -> None:
        vars(self).update(vars(owned))

    def close(self) -> None:
        """Leave the processes to the owner."""
