"""Discord's limits, and the narrower ones of this bot: an answer is read on a phone, in a busy channel.

Characters are counted in UTF-16 units, which is never fewer than Discord counts.
"""

from typing import Final

MESSAGE_CHARACTERS: Final = 2_000
"""Of a plain message, markup included."""
ROW_BUTTONS: Final = 5
LINK_CHARACTERS: Final = 512
"""Of an address; Discord says so of buttons, and longer ones crowd out the text elsewhere."""

FILE_BYTES: Final = 8 << 20
"""Of all files of a message together: Discord takes 10 MiB where nobody pays."""

PAGE_CHARACTERS: Final = 3_700
"""Of a page of a list: what Discord allows, less room to be wrong by."""
PLAIN_CHARACTERS: Final = 1_900
"""Of a plain message, likewise."""
PLAIN_ANSWER_CHARACTERS: Final = 900
"""Of an answer as a plain message, as long as its sources leave a choice."""
FIRST_VIEW_CHARACTERS: Final = 600
"""Of an answer before anything is opened, as seen: markup and addresses not counted."""
SOURCES_LINE_CHARACTERS: Final = 150
"""Of its sources, as seen: two lines of a phone."""
QUOTE_CHARACTERS: Final = 300
TITLE_CHARACTERS: Final = 120
NAME_CHARACTERS: Final = 48
"""Of a publisher, place or domain."""
MOMENT_CHARACTERS: Final = 20
"""Of a moment as seen, in any of Discord's languages: `12 months ago`."""

QUOTES_A_PAGE: Final = 8
INCIDENTS_A_PAGE: Final = 5
STORIES_A_PAGE: Final = 5
SOURCES_A_PAGE: Final = 10
ADDRESSES_A_MESSAGE: Final = 25
