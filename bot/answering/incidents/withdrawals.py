"""What publishers withdrew of what a view shows, found by the notices of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.answering.incidents.retracting import VOCABULARY, is_marked, taken_back, takes_back, telling_words
from ingest import Archive, ArticleId, FoundReport, StoredArticle, View, Window

NOTICES: Final = 100
"""Passages of which each may say that a report is taken back; on most days there is none."""
REPORTS: Final = 60
"""Passages near such a notice, in one of which what it takes back is looked for."""


class Withdrawals:
    """What was taken back by a view's moment, of what was published in a window."""

    def __init__(self, archive: Archive, view: View, window: Window) -> None:
        self._notices = _taken_back(archive, view, window)

    def notice_of(self, stored: StoredArticle) -> StoredArticle | None:
        """Give the article by which this one is taken back, itself where it is marked so; `None` where it stands."""
        return self._notices.get(stored.id) or (stored if is_marked(stored.article) else None)

    def without(self, reports: Sequence[FoundReport]) -> tuple[FoundReport, ...]:
        """Leave out the reports of articles that were taken back."""
        articles = {found.stored.revision: found.stored for found in reports}
        gone = {revision for revision, stored in articles.items() if self.notice_of(stored)}
        return tuple(found for found in reports if found.stored.revision not in gone)


def _taken_back(archive: Archive, view: View, window: Window) -> Mapping[ArticleId, StoredArticle]:
    """Give the articles that others take back, and their copies, each with the one that does."""
    found = archive.search_words(view, VOCABULARY, window=window, limit=NOTICES)
    taken: dict[ArticleId, StoredArticle] = {}
    for notice in {passage.stored.revision: passage.stored for passage in found}.values():
        if not takes_back(notice.article):
            continue
        near = archive.search_words(view, sorted(telling_words(notice.article)), window=window, limit=REPORTS)
        stored = {passage.stored.revision: passage.stored for passage in near}
        back = taken_back(notice.article, [each.article for each in stored.values()])
        withdrawn = {revision for revision, each in stored.items() if each.article in back}
        copies = archive.copies(stored.keys()) if withdrawn else frozenset()
        withdrawn |= {copy for copy, original in copies if original in withdrawn}
        taken |= {stored[revision].id: notice for revision in withdrawn}
    return taken
