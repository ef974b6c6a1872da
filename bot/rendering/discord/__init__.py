"""What people read in Discord. Pure: values in, layouts and plain texts out; every limit of Discord lives here.

Strangers' text (titles, publishers, quotes, places, reasons) is made safe here and nowhere else.
"""

from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.answers import answer_text, answer_view
from bot.rendering.discord.explanations import why_view
from bot.rendering.discord.incident_card import (
    RULINGS_A_PAGE,
    incident_title,
    incident_view,
    report_title,
    report_words,
    ruled_words,
    rulings_on,
    rulings_pages,
    rulings_view,
)
from bot.rendering.discord.incidents import (
    latest_on,
    latest_pages,
    latest_text,
    latest_view,
    no_incidents_text,
    no_incidents_view,
    saved_words,
)
from bot.rendering.discord.layout import Buttons
from bot.rendering.discord.markup import link, safe
from bot.rendering.discord.notices import notice_view, plain
from bot.rendering.discord.offers import offers_text, offers_view
from bot.rendering.discord.pictures import picture_file, picture_view
from bot.rendering.discord.quotes import quotes_pages, quotes_view, related_view
from bot.rendering.discord.sources import (
    changed_together_view,
    changed_view,
    changes_view,
    described_view,
    notices_text,
    notices_view,
    polling_view,
    removal_view,
    restored_view,
    source_view,
    sources_pages,
    sources_view,
    whys_view,
)
from bot.rendering.discord.stories import stories_pages, stories_view

__all__ = [
    "RULINGS_A_PAGE",
    "Buttons",
    "answer_text",
    "answer_view",
    "changed_together_view",
    "changed_view",
    "changes_view",
    "described_view",
    "incident_title",
    "incident_view",
    "latest_on",
    "latest_pages",
    "latest_text",
    "latest_view",
    "link",
    "no_incidents_text",
    "no_incidents_view",
    "notice_view",
    "notices_text",
    "notices_view",
    "offers_text",
    "offers_view",
    "picture_file",
    "picture_view",
    "plain",
    "polling_view",
    "quotes_pages",
    "quotes_view",
    "related_view",
    "removal_view",
    "report_title",
    "report_words",
    "restored_view",
    "ruled_words",
    "rulings_on",
    "rulings_pages",
    "rulings_view",
    "safe",
    "saved_words",
    "shown_address",
    "source_view",
    "sources_pages",
    "sources_view",
    "stories_pages",
    "stories_view",
    "why_view",
    "whys_view",
]
