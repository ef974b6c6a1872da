"""Pictures as they come out: whole, equal for equal input, wide enough to be read on a phone."""

import gzip
import json
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.rendering.pictures import Chart, Drawing, NothingToDraw, Picture, chart_of, draw, map_of, timeline_of
from bot.rendering.pictures.paper import LABEL, SMALL, TEXT, TITLE
from tests.bot.rendering.pictures.examples import DAY, DISPUTED, HOSTILE, MANY, NASTY, PACIFIC, RISING, incident

REPOSITORY = Path(__file__).parents[4]
WORLD = tuple(
    incident((n * 37 % 120 - 55, n * 91 % 360 - 180), DAY - timedelta(days=n * 3), killed=n % 7, place=f"Place {n}")
    for n in range(500)
)
TODAY = date(2024, 1, 1)


def drawings() -> dict[str, Drawing | NothingToDraw]:
    return {
        "chart": chart_of(RISING),
        "disputed": chart_of(DISPUTED),
        "500 figures": chart_of(MANY),
        "nasty chart": chart_of(HOSTILE),
        "map": map_of(PACIFIC[:1], "Incidents"),
        "dateline": map_of(PACIFIC, "Incidents"),
        "500 places": map_of(WORLD, "Incidents"),
        "nasty map": map_of([incident((0, 0), place=NASTY, country=NASTY)], NASTY),
        "poles": map_of([incident((90, 0)), incident((-90, 200))], "Incidents"),
        "timeline": timeline_of(PACIFIC, "Incidents", today=TODAY),
        "500 incidents": timeline_of(WORLD, "Incidents", today=TODAY),
        "nasty timeline": timeline_of(PACIFIC, NASTY, today=TODAY),
    }


def drawing(name: str) -> Drawing:
    made = drawings()[name]
    assert not isinstance(made, NothingToDraw)
    return made


@pytest.mark.parametrize("name", drawings())
def test_a_picture_is_a_whole_png_that_fits_a_message(name: str) -> None:
    picture = draw(drawing(name))

    with Image.open(BytesIO(picture.png)) as image:
        image.load()
        assert image.format == "PNG"
        assert image.width == 1_080
        assert 500 <= image.height <= 1_300
        assert image.info.keys() <= {"dpi"}
    assert len(picture.png) < 1_000_000
    assert picture.alt == drawing(name).alt
    assert 0 < len(picture.alt.encode("utf-16-le")) // 2 <= 1_024


def test_nothing_is_written_too_small_for_a_phone() -> None:
    assert min(TITLE, TEXT, LABEL, SMALL) >= 20


def test_equal_drawings_give_equal_bytes_in_another_process_with_other_settings_too(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\ntext.usetex: True\nsavefig.dpi: 50\n")
    script = (
        "import sys; from bot.rendering.pictures import chart_of, draw\n"
        "from tests.bot.rendering.pictures.examples import RISING\n"
        "sys.stdout.buffer.write(draw(chart_of(RISING)).png)"
    )

    other = subprocess.run(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        env={"MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": str(REPOSITORY), "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )

    assert other.stdout == draw(drawing("chart")).png == draw(drawing("chart")).png


def test_a_users_settings_are_left_as_they_were() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw(drawing("chart"))

    assert dict(mpl.rcParams) == before


def test_formulas_and_controls_are_text_like_any_other() -> None:
    plain = chart_of(HOSTILE)
    assert isinstance(plain, Chart)

    assert "$x^2$ \\frac{1}{2}" in plain.question
    assert plain.question.isprintable()
    assert isinstance(draw(plain), Picture)


def test_the_base_map_is_small_and_of_the_whole_world() -> None:
    packed = (REPOSITORY / "bot/rendering/pictures/outlines.json.gz").read_bytes()
    countries = json.loads(gzip.decompress(packed))

    assert len(packed) < 150_000
    assert len(countries) == 177
    assert {"Fiji", "Iraq", "Côte d'Ivoire"} <= {name for name, _ in countries}
