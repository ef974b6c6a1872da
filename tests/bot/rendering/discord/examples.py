"""Answers and sources as members meet them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.answering.answers import (
    Answer,
    AnswerWindow,
    Citation,
    Conflict,
    CountedIncidents,
    Figure,
    FigurePart,
    Freshness,
    StoryTold,
)

NOW = datetime(2023, 12, 1, 12, tzinfo=UTC)
PENTAGON = Citation(
    n=1,
    id="w-7",
    url="https://meridianwire.example/2023/11/22/attacks",
    title="Attacks go on",
    publisher="Meridian Wire",
    published=datetime(2023, 11, 22, 18, 30, tzinfo=UTC),
    quote="There have been about 66 attacks since 17 October, 32 in Iraq and 34 in Syria, the Pentagon said.",
    start=15,
    end=112,
)
EARLIER = Citation(
    n=2,
    id=None,
    url=None,
    title="notes.txt",
    publisher="notes.txt",
    published=datetime(2023, 11, 9, tzinfo=UTC),
    quote="Troops have come under fire at least 46 times.",
    start=0,
    end=47,
)
SIXTY_SIX = Figure(
    value=66,
    qualifier="about",
    unit="attacks",
    counts="attacks on US forces",
    since=date(2023, 10, 17),
    as_of=date(2023, 11, 22),
    place=None,
    said_by="the Pentagon",
    parts=(FigurePart("Iraq", 32), FigurePart("Syria", 34)),
    citation=1,
)
FORTY_SIX = replace(
    SIXTY_SIX,
    value=46,
    qualifier="at_least",
    as_of=date(2023, 11, 9),
    said_by=None,
    parts=(),
    citation=2,
)
FIGURE = Answer(
    id=None,
    question="how many attacks on US forces since Oct 17?",
    as_of=NOW,
    kind="figure",
    abstained=False,
    readings=("Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",),
    answer=(
        "About 66 attacks (32 in Iraq, 34 in Syria) since 17 Oct 2023, according to the Pentagon (22 Nov 2023) [1].\n"
        "Earlier: 46 (9 Nov 2023) [2]."
    ),
    notes=("This archive's own ledger lists 12 incidents in that window.",),
    window=AnswerWindow(since=datetime(2023, 10, 17, tzinfo=UTC), until=None, alternatives=("since 17 Oct 2022",)),
    figures=(SIXTY_SIX,),
    history=(FORTY_SIX,),
    conflicts=(),
    incidents=CountedIncidents(count=12, ids=(), possible=0),
    citations=(PENTAGON, EARLIER),
    ranked=(),
    freshness=Freshness(newest=datetime(2023, 11, 22, 18, 30, tzinfo=UTC), sources_failing=0, reason=None),
    timings_ms={},
)
CONFLICT = replace(
    FIGURE,
    kind="conflict",
    readings=(),
    answer=(
        "About 66 attacks since 17 Oct 2023, according to the Pentagon (22 Nov 2023) [1].\n"
        "Others say: at least 46 attacks (notes.txt, 9 Nov 2023) [2]."
    ),
    notes=(),
    window=AnswerWindow(None, None),
    history=(),
    figures=(replace(SIXTY_SIX, parts=()), FORTY_SIX),
    conflicts=(Conflict("attack", (SIXTY_SIX, FORTY_SIX)),),
)
PASSAGES = replace(
    FIGURE,
    kind="passages",
    readings=(),
    answer=f"“{PENTAGON.quote}”[1] (Meridian Wire, 22 Nov 2023)",
    notes=(),
    window=AnswerWindow(None, None),
    figures=(),
    history=(),
    citations=(PENTAGON,),
)
_SENTENCE = (
    "Rockets were fired at the air base in the early hours of Sunday, and officials there said that nobody was hurt"
    " although two buildings near the runway caught fire."
)
LEDGER = replace(
    FIGURE,
    kind="ledger",
    readings=(),
    answer="\n".join(
        [
            "Latest incidents:",
            *(f"• {day} Nov 2023, Al-Asad air base: “{_SENTENCE}” [{30 - day}]" for day in range(29, 24, -1)),
            "… and 5 more.",
        ]
    ),
    notes=(),
    window=AnswerWindow(None, None),
    figures=(),
    history=(),
    citations=tuple(replace(PENTAGON, n=n, quote=_SENTENCE) for n in range(1, 11)),
)
NOTHING_KNOWN = replace(
    FIGURE,
    kind="no_coverage",
    abstained=True,
    readings=(),
    answer="Nothing in the archive answers this. Its newest article is of 1 Dec 2023, 11:00 UTC.",
    notes=(),
    window=AnswerWindow(None, None),
    figures=(),
    history=(),
    citations=(),
    freshness=Freshness(
        newest=datetime(2023, 12, 1, 11, tzinfo=UTC),
        sources_failing=2,
        reason="Nothing in the archive answers this. Its newest article is of 1 Dec 2023, 11:00 UTC.",
    ),
)
AGROUND = replace(
    PENTAGON,
    quote="Ferry Marigold runs aground off Tamra",
    title="Ferry Marigold runs aground off Tamra",
    url="https://harbourpost.example/ferry",
    publisher="Harbour Post",
)
RESCUED = replace(AGROUND, n=2, quote="All passengers of the ferry are safe", publisher="Coast Wire", url=None)
STORIES = replace(
    PASSAGES,
    answer="2 stories in the last 24 hours, the most widely reported first:\n"
    "• 22 Nov 2023, 3 publishers: “Ferry Marigold runs aground off Tamra” [1]\n"
    "• 23 Nov 2023, Coast Wire: “All passengers of the ferry are safe” [2]",
    citations=(AGROUND, RESCUED),
    stories=(
        StoryTold(
            day=date(2023, 11, 22),
            citation=1,
            publishers=("Harbour Post", "Coast Wire", "Valley Times"),
            independent_publishers=3,
            articles=4,
            newest=AGROUND.published,
        ),
        StoryTold(
            day=date(2023, 11, 23),
            citation=2,
            publishers=("Coast Wire",),
            independent_publishers=1,
            articles=1,
            newest=RESCUED.published,
        ),
    ),
)
"""What is new."""
