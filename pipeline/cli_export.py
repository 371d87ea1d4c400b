"""The commands `imiony export ...`: what a person types and reads; the work is done in `pipeline.export`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.terminal import CHECK_FAILED, SOME_SET_ASIDE, WRONG_USAGE, complain, fail, need_folder, need_package

app = typer.Typer(help="A package in other formats.", no_args_is_help=True)

Package = Annotated[Path, typer.Argument(metavar="[PACKAGE]", help="Folder of a package.")]


@app.command()
def annotations(
    package: Package = Path("datapackage"),
    raw: Annotated[Path, typer.Option("--raw", metavar="DIR", help="Folder with the raw texts.")] = Path("raw"),
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Folder; replaced as a whole.")] = Path(
        "annotations"
    ),
) -> None:
    """Write every row that has a place in a text as a W3C Web Annotation (JSON-LD), a page a document."""
    need_package(package)
    need_folder(raw)
    with _says_what_is_wrong(package, output):
        from pipeline.export.pages import COLLECTION, export_annotations

        exported = export_annotations(package, raw, output, complain)
    shown = ", ".join(f"{n} {table}" for table, n in exported.n_rows.items())
    print(f"{output}: {shown} as annotations; {output / COLLECTION} and {exported.n_pages} pages")
    if exported.without_text:
        n, first = len(exported.without_text), exported.without_text[0]
        fail(
            SOME_SET_ASIDE,
            f"texts that are not in {raw} as they were read: {n}, first {first}; their annotations have no prefix and "
            "suffix: name the right folder with --raw, or run `imiony build` anew",
        )


@app.command()
def xlsx(
    package: Package = Path("datapackage"),
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The workbook; replaced.")] = Path(
        "imiony.xlsx"
    ),
) -> None:
    """Write all tables as one workbook, a sheet a table, in which no cell is a formula or a link."""
    need_package(package)
    if output.is_dir():
        fail(WRONG_USAGE, f"{output} is a folder: name a file with --output, such as imiony.xlsx")
    with _says_what_is_wrong(package, output):
        from pipeline.export.workbook import export_workbook

        sheets = export_workbook(package, output)
    print(f"{output}: {', '.join(f'{sheet.n_rows} {sheet.name}' for sheet in sheets)}")
    lost = [line for sheet in sheets for line in sheet.lost]
    for line in lost:
        complain(line)
    if lost:
        fail(SOME_SET_ASIDE, f"{output} does not hold all of {package}: its CSV and Parquet files do")


@contextmanager
def _says_what_is_wrong(package: Path, output: Path) -> Iterator[None]:
    """Ends the command with one line where the package cannot be read or the export not written."""
    try:
        yield
    except FileExistsError as error:
        fail(WRONG_USAGE, str(error))
    except OSError as error:
        # What pyarrow cannot open it names in its own words.
        why = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
        fail(CHECK_FAILED, f"{package} cannot be exported: {why}; {output} was not changed")
    except (KeyError, ValueError) as error:
        fail(CHECK_FAILED, f"{package} cannot be exported: {error}; see `imiony validate`, or run `imiony build` anew")
