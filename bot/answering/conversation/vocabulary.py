"""A vocabulary: the words of what one asker may see, and how they are written there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.answering.question.english import is_plain
from bot.answering.question.terms import STOP_WORDS
from ingest import Archive, View


@dataclass(frozen=True, slots=True)
class VisibleWords:
    """What misspelled words are read by, and names told from other words."""

    archive: Archive
    view: View
    nearness: Callable[[str], float]
    """Tells how near the nearest passage is to a text in meaning, as a cosine; always the same without an encoder."""
    _names: dict[str, bool] = field(default_factory=dict)
    """Which words are names, as far as was asked: a message asks of the same ones again and again."""

    def held(self, words: Iterable[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases."""
        return self.archive.held(self.view, tuple(words))

    def writes(self, word: str) -> bool:
        """Tell whether a passage has this very word."""
        return bool(self.archive.writings(self.view, word))

    def spellings(self, word: str, *, edits: int) -> tuple[str, ...]:
        """Give the words that lie at most so many edits from `word`, as texts write them."""
        return self.archive.spellings(self.view, word, edits=edits)

    def is_name(self, word: str) -> bool:
        """Tell whether a word is a name: texts mostly write it so, a plain word always; unknown, whether it is here.

        A name's plural is one too: "teslas".
        """
        if word not in self._names:
            self._names[word] = self._is_name(word)
        return self._names[word]

    def written(self, word: str) -> str:
        """Give a name as texts mostly write it; another word as it stands."""
        writings = self.archive.writings(self.view, word.lower()) if self.is_name(word) else {}
        return max(writings, key=lambda writing: (writings[writing], writing), default=word)

    def _is_name(self, word: str) -> bool:
        if word.lower() in STOP_WORDS and not word.isupper():
            return False
        written = self.archive.writings(self.view, word.lower())
        if not written and word.endswith("s"):
            written = self.archive.writings(self.view, word.lower()[:-1])
        capital = sum(times for writing, times in written.items() if writing[0].isupper())
        small = sum(written.values()) - capital
        if word.islower() and is_plain(word):
            return capital > 0 and not small
        return capital > small if written else word[:1].isupper()
