"""The Dagster UI as its users see it, in headless Chromium. `make screenshots` runs this and keeps the pictures.

The tests are the stations of one visit: each goes on where the one before has stopped.
"""

import io
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dagster_ui import Ui, make_ui, project
from PIL import Image
from playwright.sync_api import Dialog, FloatRect, Locator, Page, ViewportSize, expect, sync_playwright

from pipeline.steps.way import STEPS
from pipeline.tables import TABLES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Without these it asks addresses of its maker; without a sandbox it runs as root too, as continuous integration does.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SECONDS = 60
"""A page or a run that takes longer counts as failed."""

SIZE: ViewportSize = {"width": 1280, "height": 800}

HOSTILE = "<img src=x onerror=alert(1)> [click](javascript:alert(2)) **bold** <script>alert(3)</script>"

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not CHROMIUM, reason="no browser here: install Chromium (Debian's package `chromium`)"),
]

Shoot = Callable[..., None]
"""Keeps a picture of the page under a name, if pictures were asked for."""


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    with make_ui(project(tmp_path_factory.mktemp("browser") / "imiony")) as ui:
        yield ui


@pytest.fixture(scope="module")
def page(ui: Ui) -> Iterator[Page]:
    """A tab that fails the test when a script of a text gets through."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(base_url=ui.address, viewport=SIZE)
        page.set_default_timeout(SECONDS * 1000)
        expect.set_options(timeout=SECONDS * 1000)
        dialogs: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        yield page
        browser.close()
    assert dialogs == []


@pytest.fixture
def shoot(page: Page, request: pytest.FixtureRequest) -> Shoot:
    folder: Path | None = request.config.getoption("--screenshots")

    def keep(name: str, clip: FloatRect | None = None) -> None:
        if folder:
            page.wait_for_timeout(4000)  # for what moves, and for the colours of the graph
            picture = Image.open(io.BytesIO(page.screenshot(clip=clip)))
            folder.mkdir(parents=True, exist_ok=True)
            picture.convert("RGB").quantize(64).save(folder / f"{name}.png", optimize=True)

    return keep


def shown(page: Page, text: str) -> Locator:
    """What shows exactly this text; the UI keeps invisible doubles of some texts for measuring."""
    return page.get_by_text(text, exact=True).locator("visible=true").first


def test_the_graph_shows_the_way_of_the_data(page: Page) -> None:
    page.goto("/asset-groups")
    for group in sorted({step.stretch for step in STEPS}):
        expect(shown(page, group)).to_be_visible()
    groups = page.get_by_text(re.compile(r"^\d_[a-z]+$")).locator("visible=true").all_inner_texts()
    assert groups[: len(groups) // 2] == ["1_read", "2_find", "3_resolve", "4_state", "5_publish"]


def test_materialise_all_and_watch_it_succeed(ui: Ui, page: Page, shoot: Shoot) -> None:
    materialise_all(page)
    assert (ui.project / "datapackage" / "datapackage.json").is_file()
    page.goto("/asset-groups")
    expect(shown(page, "5_publish")).to_be_visible()
    shoot("graph")
    page.set_viewport_size({"width": 2600, "height": 6400})  # what does not fit in is not drawn
    page.keyboard.press("Alt+e")  # expands all groups
    page.get_by_role("button", name="zoom_out").click(click_count=5, delay=300)
    for name in ("raw", *TABLES, "datapackage"):
        drawn = re.compile(rf"^({name}|{name[:5]}\w*…\w*{name[-5:]})$")  # long names lose their middle
        expect(page.get_by_text(drawn).locator("visible=true").first).to_be_visible()
    page.set_viewport_size(SIZE)


def test_a_table_explains_itself(page: Page, shoot: Shoot) -> None:
    page.goto("/assets/mentions")
    table = TABLES["mentions"]
    expect(page.get_by_text(table.description.split(".")[0])).to_be_visible()
    shoot("table")
    for column in table.columns:
        expect(shown(page, column.name)).to_be_visible()
    expect(page.get_by_text("Where the span begins")).to_be_visible()
    count = page.get_by_text("Row count").locator("xpath=..")
    expect(count).to_contain_text("129")
    expect(page.get_by_role("cell", name="Alexander Lukashenko").first).to_be_visible()  # in the preview
    expect(page.get_by_role("link", name="other_candidates")).to_be_visible()  # in the lineage
    expect(page.get_by_role("link", name="candidates").first).to_be_visible()
    page.goto("/assets/people")
    page.get_by_text("[Show Markdown]").click()
    picture = page.get_by_role("img", name="mentions by person")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 100
    shoot("plot")


def test_the_checks_say_what_they_mean(page: Page) -> None:
    page.goto("/assets/mentions?view=checks&checkDetail=spans")
    expect(page.get_by_text("text[start:end]")).to_be_visible()
    expect(shown(page, "Passed")).to_be_visible()


def test_the_package_names_its_files(ui: Ui, page: Page, shoot: Shoot) -> None:
    page.goto("/assets/datapackage")
    expect(page.get_by_text(str(ui.project / "datapackage"), exact=True)).to_be_visible()
    for path in ("datapackage.json", "data/people.csv", "data/mentions.parquet"):
        expect(page.get_by_role("cell", name=path, exact=True)).to_be_visible()
    shoot("package")


def test_a_broken_file_is_seen_by_the_sensor_and_explained(ui: Ui, page: Page, shoot: Shoot) -> None:
    (ui.project / "raw" / "minutes.pdf").write_bytes(b"%PDF-1.7 cut off")
    (ui.project / "raw" / "protocol.txt").write_bytes("Протокол".encode("cp1251"))
    end = time.monotonic() + 4 * SECONDS
    while "minutes.pdf" not in (ui.project / "datapackage/data/ingest_problems.csv").read_text(encoding="utf-8"):
        assert time.monotonic() < end, "the sensor did not start a run"
        time.sleep(0.5)
    page.goto("/assets/ingest_problems?view=checks&checkDetail=nothing_set_aside")
    expect(shown(page, "not a PDF, or a damaged one: save it again")).to_be_visible()
    expect(page.get_by_text("looks like cp1251")).to_be_visible()
    expect(page.get_by_text("the others are published all the same")).to_be_visible()
    shoot("set-aside")
    page.goto("/locations/pipeline.definitions/sensors/raw_watcher")
    expect(shown(page, "1 run requested")).to_be_visible()


def test_hostile_texts_appear_as_text(ui: Ui, page: Page) -> None:
    raw = ui.project / "raw"
    (raw / f"{HOSTILE.replace('/', '')}.txt").write_text(f"{HOSTILE} Nina Bondar <b>came</b>. {HOSTILE}")
    (raw / f"{HOSTILE.replace('/', '')}.txt.yaml").write_text(f"title: '{HOSTILE}'\nrights: open\nid: a-hostile-text\n")
    (raw / "key.txt").write_text("Nina Bondar came.")
    (raw / "key.txt.yaml").write_text(f"'{HOSTILE}': 1\n")
    materialise_all(page)
    page.get_by_placeholder("Filter…").fill("step:ingest_problems_nothing_set_aside")
    expect(page.get_by_text(f"unknown key `{HOSTILE}`").first).to_be_attached()
    nothing_was_rendered(page)
    for path, text in (
        ("/assets/documents", HOSTILE),
        ("/assets/passages", HOSTILE),
        ("/assets/ingest_problems", f"unknown key `{HOSTILE}`"),
        ("/assets/ingest_problems?view=checks&checkDetail=nothing_set_aside", f"unknown key `{HOSTILE}`"),
    ):
        page.goto(path)
        expect(page.get_by_text(text).first).to_be_attached()
        nothing_was_rendered(page)
        assert page.get_by_text("[Show Markdown]").count() == 0, "texts never go into Markdown"


def materialise_all(page: Page) -> None:
    """Starts everything, goes to the page of the run and waits until it is done."""
    page.goto("/asset-groups")
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_text("View", exact=True).click()
    expect(page).to_have_url(re.compile("/runs/"))
    expect(shown(page, "Success")).to_be_visible()


def nothing_was_rendered(page: Page) -> None:
    """No element of the page was made by a hostile text."""
    page.wait_for_timeout(500)  # a script would need a moment
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.get_by_text("bold", exact=True).count() == 0
