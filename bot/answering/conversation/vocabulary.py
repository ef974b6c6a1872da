"""A vocabulary: the words of what one asker may see, and how they are written there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answering.question.wording import STOP_WORDS
from ingest import Archive, View


@dataclass(frozen=True, slots=True)
class VisibleWords:
    """What misspelled words are read by, and names told from other words."""

    archive: Archive
    view: View

    def held(self, words: Iterable[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases."""
        return self.archive.held(self.view, tuple(words))

    def writes(self, word: str) -> bool:
        """Tell whether a passage has this very word."""
        return self.archive.writes(self.view, word)

    def spellings(self, word: str, *, edits: int) -> tuple[str, ...]:
        """Give the words that lie at most so many edits from `word`, as texts write them."""
        return self.archive.spellings(self.view, word, edits=edits)

    def is_name(self, word: str) -> bool:
        """Tell whether texts mostly write a word with a capital; of one they do not have, whether it has one here."""
        if word.lower() in STOP_WORDS and not word.isupper():
            return False
        written = self.spellings(word.lower(), edits=0)
        return any(each[0].isupper() for each in written) if written else word[:1].isupper()
