"""What a terminal shows. Pure: values in, rich renderables out; knows no screen and no width."""

from bot.rendering.terminal.advice import render_next_steps
from bot.rendering.terminal.answers import render_answer
from bot.rendering.terminal.diagnoses import render_diagnosis
from bot.rendering.terminal.explanations import render_explanation
from bot.rendering.terminal.incidents import render_incident_list, render_incidents, render_no_incidents
from bot.rendering.terminal.intakes import render_intakes, render_stopped
from bot.rendering.terminal.offers import render_added, render_checked_address, render_scouted
from bot.rendering.terminal.passages import render_passages
from bot.rendering.terminal.polls import render_poll, render_polled
from bot.rendering.terminal.purges import render_doomed, render_purged
from bot.rendering.terminal.rereads import render_reread, render_reread_so_far
from bot.rendering.terminal.rulings import render_incident, render_ruled, render_rulings, render_undone
from bot.rendering.terminal.sources import (
    render_changed,
    render_changes,
    render_checked,
    render_described,
    render_halted,
    render_removed,
    render_restorable,
    render_restored,
    render_source,
    render_sources,
    render_whys,
)

__all__ = [
    "render_added",
    "render_answer",
    "render_changed",
    "render_changes",
    "render_checked",
    "render_checked_address",
    "render_described",
    "render_diagnosis",
    "render_doomed",
    "render_explanation",
    "render_halted",
    "render_incident",
    "render_incident_list",
    "render_incidents",
    "render_intakes",
    "render_next_steps",
    "render_no_incidents",
    "render_passages",
    "render_poll",
    "render_polled",
    "render_purged",
    "render_removed",
    "render_reread",
    "render_reread_so_far",
    "render_restorable",
    "render_restored",
    "render_ruled",
    "render_rulings",
    "render_scouted",
    "render_source",
    "render_sources",
    "render_stopped",
    "render_undone",
    "render_whys",
]
