"""The printed file: nothing is fetched from anywhere, what comes out is tagged Czech with its own fonts."""

import base64
import socket
import subprocess
import threading
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from pdfua import Severity, validate
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from weasyprint.urls import FatalURLFetchingError

from partnerships.printing import STATIC_BASE, OwnStaticFiles, own_file, print_pdf

PAGE = (
    '<!DOCTYPE html><html lang="cs"><head><meta charset="utf-8"><title>Zkouška</title>'
    '<link rel="stylesheet" href="/print/fonts.css">'
    '<link rel="stylesheet" href="/print/report.css">{head}</head><body><article class="report">{body}'
    "</article></body></html>"
)
LETTERS = "ěščřžýáíéúůďťňóĚŠČŘŽÝÁÍÉÚŮĎŤŇÓ„“–×§"
BETWEEN_MARGINS = (100, 140, 1150, 1500)
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy ŠČŘŽÝÁÍÉÚŮĎŤŇ „“–×"


def page(body="<p>Text</p>", head=""):
    return PAGE.format(head=head, body=body)


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.fixture
def listener():
    """A server on this machine that counts who came; a print must not be among them."""
    visits = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def accept():
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                visits.append(connection.recv(200))
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", visits
        stop.set()
        thread.join()


def channels(base: str) -> dict[str, tuple[str, str]]:
    """(head, body) of every way a document asks for something (quality catalogue T-31)."""
    inner = base64.b64encode(
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{base}/x.png" width="9" height="9"/>'
        f'<image href="file:///etc/passwd" width="9" height="9"/></svg>'.encode()
    ).decode()
    return {
        "stylesheet": (f'<link rel="stylesheet" href="{base}/x.css">', ""),
        "import": (f"<style>@import url({base}/x.css);</style>", ""),
        "font": (
            f"<style>@font-face{{font-family:x;src:url({base}/x.ttf)}}p{{font-family:x}}</style>",
            "<p>x</p>",
        ),
        "background": (f"<style>p{{background:url({base}/x.png)}}</style>", "<p>x</p>"),
        "img http": ("", f'<img src="{base}/x.png" alt="x">'),
        "img file": ("", '<img src="file:///etc/passwd" alt="x">'),
        "img metadata": ("", '<img src="http://169.254.169.254/latest/" alt="x">'),
        "svg image": (
            "",
            f'<svg width="9" height="9"><image href="{base}/x.png" width="9" height="9"/></svg>',
        ),
        "svg use": ("", f'<svg width="9" height="9"><use href="{base}/x.svg#a"/></svg>'),
        "object": ("", f'<object data="{base}/x.svg" type="image/svg+xml"></object>'),
        "embed": ("", f'<embed src="{base}/x.svg" type="image/svg+xml">'),
        "iframe": ("", f'<iframe src="{base}/x.html"></iframe>'),
        "link attachment": (f'<link rel="attachment" href="{base}/x.txt">', ""),
        "a attachment": ("", '<a rel="attachment" href="file:///etc/passwd">x</a>'),
        "data svg": ("", f'<img src="data:image/svg+xml;base64,{inner}" alt="x">'),
    }


@pytest.mark.parametrize("channel", sorted(channels("")))
def test_nothing_is_fetched_from_outside(channel, listener):
    base, visits = listener
    head, body = channels(base)[channel]

    pdf = print_pdf(page(body + "<p>konec</p>", head))

    assert visits == []
    assert b"root:x:" not in pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        streams = [
            bytes(thing.read_bytes()) for thing in document.objects if isinstance(thing, pikepdf.Stream)
        ]
    assert not any(b"root:" in stream for stream in streams)
    assert "konec" in text_of(pdf)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/print/report.css",
        "https://static.invalid/print/report.css",
        f"{STATIC_BASE}../settings.py",
        f"{STATIC_BASE}print/../../manage.py",
        f"{STATIC_BASE}print/%2e%2e/%2e%2e/manage.py",
        f"{STATIC_BASE}print//etc/passwd",
        f"{STATIC_BASE}fonts/LICENSE.txt",
        "data:text/css,p{}",
    ],
)
def test_only_own_print_files_and_fonts_are_handed_out(url):
    assert own_file(url) is None
    with pytest.raises((ValueError, FatalURLFetchingError)):
        OwnStaticFiles().fetch(url)


def test_own_style_and_font_are_handed_out():
    assert OwnStaticFiles().fetch(f"{STATIC_BASE}print/report.css").content_type == "text/css"
    assert own_file(f"{STATIC_BASE}fonts/SourceSansPro-Regular.ttf").parent == settings.FONTS_DIR


def test_missing_font_fails_the_print_rather_than_the_look():
    with pytest.raises(FatalURLFetchingError):
        print_pdf(page(head='<link rel="stylesheet" href="/print/chybi.css">'))


def test_print_is_tagged_czech_with_a_title_and_embedded_fonts(tmp_path):
    pdf = print_pdf(page(f"<h1>Nadpis</h1><p>{CZECH}</p>"))
    (tmp_path / "x.pdf").write_bytes(pdf)

    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for sheet in document.pages for font in sheet.Resources.Font.values()]
        assert str(document.Root.Lang) == "cs"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.open_metadata()["dc:title"] == "Zkouška"
        assert [item.title for item in document.open_outline().root] == ["Nadpis"]
        assert {str(font.BaseFont).split("+")[1] for font in fonts} <= {
            "Source-Sans-Print",
            "Source-Sans-Print-Semi-Bold",
        }
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
    findings = [
        finding for finding in validate(tmp_path / "x.pdf").findings if finding.severity == Severity.ERROR
    ]
    assert findings == []


@pytest.mark.parametrize(("file", "weight"), [("Regular", 400), ("Semibold", 600)])
def test_czech_letters_are_drawn_and_not_only_stored(file, weight, tmp_path):
    """Split web fonts once printed garbled glyphs under a right text layer, so pictures are compared.

    Each letter is drawn straight from the font file; what was printed must be nearest to its own letter.
    """
    style = f"<style>p{{font-size:48pt;font-weight:{weight};break-before:page}}</style>"
    (tmp_path / "x.pdf").write_bytes(print_pdf(page("".join(f"<p>{one}</p>" for one in LETTERS), style)))
    subprocess.run(["pdftoppm", "-r", "144", "-gray", "-png", "x.pdf", "sheet"], cwd=tmp_path, check=True)
    font = ImageFont.truetype(settings.FONTS_DIR / f"SourceSansPro-{file}.ttf", 96)  # 48 pt at 144 dpi
    drawn = {one: drawing(one, font) for one in LETTERS}

    printed = [ink(Image.open(sheet).crop(BETWEEN_MARGINS)) for sheet in sorted(tmp_path.glob("*.png"))]

    assert "".join(min(drawn, key=lambda one: distance(drawn[one], image)) for image in printed) == LETTERS


def drawing(letter: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    sheet = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(sheet).text((100, 100), letter, font=font, fill=0)
    return ink(sheet)


def ink(sheet: Image.Image) -> Image.Image:
    """The letter alone, white on black."""
    inverted = ImageChops.invert(sheet.convert("L"))
    return inverted.crop(inverted.point(lambda value: 255 * (value > 60)).getbbox())


def distance(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of the letters laid over each other at the left bottom."""
    size = max(one.width, other.width), max(one.height, other.height)
    sheets = [Image.new("L", size) for _ in range(2)]
    for sheet, letter in zip(sheets, (one, other), strict=True):
        sheet.paste(letter, (0, size[1] - letter.height))
    return ImageStat.Stat(ImageChops.difference(*sheets)).mean[0]


def test_table_of_five_hundred_rows_is_printed_whole():
    rows = "".join(f"<tr><th scope='row'>{n}</th><td>řádek {n}</td></tr>" for n in range(500))
    table = f"<table><thead><tr><th scope='col'>č.</th><th scope='col'>text</th></tr></thead>{rows}</table>"

    assert "řádek 499" in text_of(print_pdf(page(table)))
