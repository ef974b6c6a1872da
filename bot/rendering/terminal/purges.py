"""What a purge will take, and what it took, on a terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words
from bot.rendering.terminal.words import indented, one_line
from ingest import Purged


def render_doomed(doomed: Purged) -> RenderableType:
    """Say what will go, with the newest titles."""
    if not doomed.articles:
        return Text("Nothing of it is stored. Purging keeps it out from now on, if it is a page.")
    titles = [indented(Text(one_line(title) or "(without title)")) for title in doomed.examples]
    more = doomed.articles - len(titles)
    if more > 0:
        titles.append(indented(Text(f"and {more:,} more", style="dim")))
    return Group(Text(f"This will go, with all revisions, vectors, figures and quotes: {_extent(doomed)}."), *titles)


def render_purged(gone: Purged, *, answers: int) -> RenderableType:
    """Say what went."""
    return Text(
        f"Purged: {_extent(gone)}, {count_words(answers, 'kept answer')} that cited them. None of it is taken again."
    )


def _extent(purged: Purged) -> str:
    return f"{count_words(purged.articles, 'article')}, {count_words(purged.reports, 'report')} of incidents"
