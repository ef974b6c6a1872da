"""From what is to be drawn to a picture. Imports matplotlib when called: 30 MB that stay in the process."""

from typing import TypeAlias, assert_never

from bot.rendering.pictures.chart_painting import paint_chart
from bot.rendering.pictures.charts import Chart
from bot.rendering.pictures.drawings import Picture
from bot.rendering.pictures.map_painting import paint_map
from bot.rendering.pictures.maps import IncidentMap
from bot.rendering.pictures.paper import matplotlib_as_delivered
from bot.rendering.pictures.timeline_painting import paint_timeline
from bot.rendering.pictures.timelines import Timeline

Drawing: TypeAlias = Chart | Timeline | IncidentMap


def draw(drawing: Drawing) -> Picture:
    """Draw it; equal drawings give equal bytes. One at a time: matplotlib's settings are a process's own."""
    with matplotlib_as_delivered():
        return Picture(_png(drawing), drawing.alt)


def _png(drawing: Drawing) -> bytes:
    match drawing:
        case Chart():
            return paint_chart(drawing)
        case Timeline():
            return paint_timeline(drawing)
        case IncidentMap():
            return paint_map(drawing)
        case _:
            assert_never(drawing)
