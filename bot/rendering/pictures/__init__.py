"""Pictures of answers and incidents: values in, a PNG and its alt text out. Pure.

First what is to be drawn (`chart_of`, `timeline_of`, `map_of`: light, and says why if there is nothing to draw), then
`draw`, which imports matplotlib and is therefore called in a process that ends soon. Knows no Discord and no archive.
"""

from bot.rendering.pictures.charts import Chart, chart_of
from bot.rendering.pictures.drawings import NothingToDraw, Picture
from bot.rendering.pictures.maps import IncidentMap, map_of
from bot.rendering.pictures.painting import Drawing, draw
from bot.rendering.pictures.timelines import Timeline, timeline_of

__all__ = [
    "Chart",
    "Drawing",
    "IncidentMap",
    "NothingToDraw",
    "Picture",
    "Timeline",
    "chart_of",
    "draw",
    "map_of",
    "timeline_of",
]
