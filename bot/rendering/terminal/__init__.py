"""What a terminal shows. Pure: values in, rich renderables out; knows no screen and no width."""

from bot.rendering.terminal.advice import render_next_steps
from bot.rendering.terminal.answers import render_answer
from bot.rendering.terminal.diagnoses import render_diagnosis
from bot.rendering.terminal.incidents import render_incident_list, render_incidents, render_no_incidents
from bot.rendering.terminal.intakes import render_intakes, render_stopped
from bot.rendering.terminal.passages import render_passages
from bot.rendering.terminal.sources import render_sources

__all__ = [
    "render_answer",
    "render_diagnosis",
    "render_incident_list",
    "render_incidents",
    "render_intakes",
    "render_next_steps",
    "render_no_incidents",
    "render_passages",
    "render_sources",
    "render_stopped",
]
