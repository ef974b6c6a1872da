"""What pictures are drawn on: one width, one typeface, one set of colours, and bytes that depend on nothing else.

A picture is 1,080 pixels wide and shown at 400 on a phone. Nothing smaller than 22 pixels is written.
Sizes and places are in pixels, counted from the upper left corner.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

WIDTH: Final = 1_080
MARGIN: Final = 40
TITLE, TEXT, LABEL, SMALL = 42, 28, 26, 22
"""Heights of type."""
LINE: Final = 1.3
"""Of a line, as a share of its type."""

PAPER, INK, FADED, RULE = "#FAFAF7", "#1A1A1E", "#5B616B", "#D9DBDD"
BLUE, SKY, VERMILLION, LAND, SEA, GREY = "#0072B2", "#9CCBE6", "#D55E00", "#E9E6DC", "#D5E4EC", "#8A9099"
"""After Okabe and Ito: told apart by the colour-blind, and in grey by their lightness or shape."""

_DOTS_PER_INCH: Final = 100
_POINTS: Final = 72 / _DOTS_PER_INCH
_MISSING: Final = "□"
"""Stands for what the typeface has no sign for, once for a run of it."""

Align = Literal["left", "center", "right"]


class Sheet:
    """A picture under way."""

    def __init__(self, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height = height
        size = (WIDTH / _DOTS_PER_INCH, height / _DOTS_PER_INCH)
        self._figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor=PAPER)
        self._canvas = FigureCanvasAgg(self._figure)

    def axes(self, *, left: float, top: float, width: float, height: float) -> "Axes":
        """Give a field to draw in, without any frame, ticks or texts."""
        field = (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height)
        axes = self._figure.add_axes(field)
        axes.set_facecolor("none")
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def place(self, axes: "Axes", x: float, y: float) -> tuple[float, float]:
        """Tell where on the sheet a point of a field lies; its limits must be set by now."""
        left, up = axes.transData.transform((x, y))
        return float(left), self.height - float(up)

    def write(  # noqa: PLR0913 because a text has these properties
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: int,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        halo: str | None = None,
    ) -> None:
        """Write a line whose upper edge is at `y`; a halo parts it from what it stands on."""
        from matplotlib.patheffects import withStroke

        written = self._figure.text(
            x / WIDTH,
            1 - (y + 0.82 * size) / self.height,  # the baseline: ascenders of DejaVu Sans take so much of its size
            self._type.known(text),
            color=colour,
            fontproperties=self._type.face(size, bold=bold),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            zorder=10,
        )
        if halo:
            written.set_path_effects([withStroke(linewidth=5, foreground=halo)])

    def width(self, text: str, *, size: int, bold: bool = False) -> float:
        """Measure a line."""
        face = self._type.face(size, bold=bold)
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]  # because matplotlib left its types out
        width, _, _ = renderer.get_text_width_height_descent(self._type.known(text), face, ismath=False)
        return float(width)

    def lines(
        self, text: str, *, size: int, most: int, width: float = WIDTH - 2 * MARGIN, bold: bool = False
    ) -> list[str]:
        """Break a text into at most so many lines; what does not fit is cut."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or self.width(longer, size=size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        kept = lines[:most]
        if len(lines) > most:
            kept[-1] += "…"
        return [self._cut(line, size=size, width=width, bold=bold) for line in kept if line]

    def paragraph(self, lines: Sequence[str], y: float, *, size: int, colour: str = INK, bold: bool = False) -> float:
        """Write lines from the left margin; tells where the next one would begin."""
        for line in lines:
            self.write(line, MARGIN, y, size=size, colour=colour, bold=bold)
            y += LINE * size
        return y

    def sign(  # noqa: PLR0913 because a sign has these properties
        self, x: float, y: float, shape: str, *, size: float, fill: str, edge: str = PAPER
    ) -> None:
        """Draw one of matplotlib's markers around a point."""
        from matplotlib.lines import Line2D

        self._figure.add_artist(
            Line2D(
                [x / WIDTH],
                [1 - y / self.height],
                marker=shape,
                markersize=size * _POINTS,
                markerfacecolor=fill,
                markeredgecolor=edge,
                markeredgewidth=2 * _POINTS,
                linestyle="none",
                zorder=9,
            )
        )

    def png(self) -> bytes:
        """Give the picture; equal drawings give equal bytes."""
        drawn = BytesIO()
        self._figure.savefig(drawn, format="png", metadata={"Software": None})
        return drawn.getvalue()

    @cached_property
    def _type(self) -> "_Typeface":
        return _Typeface()

    def _cut(self, line: str, *, size: int, width: float, bold: bool) -> str:
        kept = line
        while len(kept) > 1 and self.width(kept, size=size, bold=bold) > width:
            kept = kept[:-2].rstrip() + "…"
        return kept


class _Typeface:
    """DejaVu Sans as it comes with matplotlib, whatever this machine has."""

    def __init__(self) -> None:
        from matplotlib import get_data_path
        from matplotlib.ft2font import FT2Font

        folder = Path(get_data_path()) / "fonts" / "ttf"
        self._plain, self._bold = folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"
        self._signs = FT2Font(str(self._plain)).get_charmap().keys() & FT2Font(str(self._bold)).get_charmap().keys()

    def face(self, size: int, *, bold: bool) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=self._bold if bold else self._plain, size=size * _POINTS)

    def known(self, text: str) -> str:
        """Give a text with a box for each run of characters that have no sign."""
        kept = ""
        for character in text:
            if ord(character) in self._signs:
                kept += character
            elif not kept.endswith(_MISSING):
                kept += _MISSING
        return kept


@contextmanager
def matplotlib_as_delivered() -> Iterator[None]:
    """Draw without what a user's matplotlibrc says; nobody's text is read as a formula."""
    os.environ.setdefault("MPLBACKEND", "agg")
    from matplotlib import rc_context, rcdefaults, rcParams

    with rc_context():
        rcdefaults()
        rcParams.update({"text.usetex": False, "text.parse_math": False})
        yield
