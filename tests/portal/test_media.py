"""What can be had of the library's files, and what editors may put there."""

import os
import re
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from home.models import PortalDocument, PortalImage
from tests.demo import EDITOR, logged_in

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = get_test_image_file().file.getvalue()


def noise(side):
    """A true picture of `side` × `side` points that no compression makes small."""
    file = BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(file, "PNG", compress_level=0)
    return file.getvalue()


@pytest.fixture
def library(site, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path.parent / "secret.txt").write_text("a secret of the server")
    return tmp_path


@pytest.fixture
def picture(library):
    return PortalImage.objects.create(title="Banner", file=ContentFile(PNG, "banner.png"))


def test_rendition_is_public_and_inert(picture, client):
    rendition = picture.get_rendition("width-100")
    response = client.get(rendition.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert len(b"".join(response)) == rendition.file.size


def test_original_is_not_public(picture, client):
    assert picture.file.name.startswith("original_images/")
    assert (settings.MEDIA_ROOT / picture.file.name).is_file()
    assert client.get(f"/media/{picture.file.name}").status_code == 404


ESCAPES = [
    "../secret.txt",
    "images/../../secret.txt",
    "images/..%2f..%2fsecret.txt",
    "images/%2e%2e/%2e%2e/secret.txt",
    "images/..\\..\\secret.txt",
    "/etc/passwd",
    "images//etc/passwd",
    "images/",
    "",
    "images/nothing.png",
    "images/nothing%00.png",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_path_does_not_lead_out_of_the_pictures(picture, client, name):
    client.raise_request_exception = False
    response = client.get(f"/media/{name}")
    assert response.status_code in (400, 404)
    assert b"a secret of the server" not in response.content


def test_file_goes_through_the_library_and_not_past_it(library, client):
    document = PortalDocument.objects.create(title="Guide", file=ContentFile(b"%PDF-1.4 guide", "guide.pdf"))
    assert client.get(f"/media/{document.file.name}").status_code == 404
    response = client.get(document.url)
    assert (response.status_code, b"".join(response)) == (200, b"%PDF-1.4 guide")
    assert document.url.startswith("/documents/")


def test_text_file_is_saved_and_never_shown(library, client):
    document = PortalDocument.objects.create(title="Notes", file=ContentFile(b"<script>alert(1)</script>", "notes.txt"))
    response = client.get(document.url)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def upload(file, kind="images"):
    name = f"wagtail{kind}:add"
    data = {"title": "Ours", "file": file, "collection": "1", "tags": "", "credit": "", "description": ""}
    return logged_in(EDITOR).post(reverse(name), data)


PICTURES = {
    "20 MB": (SimpleUploadedFile("big.png", noise(2700), "image/png"), "too big"),
    "drawing with a script": (SimpleUploadedFile("evil.svg", SVG, "image/svg+xml"), "valid image|supported image"),
    "script named picture": (SimpleUploadedFile("evil.png", SVG, "image/png"), "valid"),
    "text": (SimpleUploadedFile("list.txt", b"names", "text/plain"), "valid image|supported image"),
    "program": (SimpleUploadedFile("run.exe", b"MZ\x90", "image/png"), "valid image|supported image"),
    "empty": (SimpleUploadedFile("none.png", b"", "image/png"), "empty"),
    "cut off": (SimpleUploadedFile("cut.png", PNG[:40], "image/png"), "valid"),
}


@pytest.mark.parametrize(("file", "words"), PICTURES.values(), ids=PICTURES)
def test_wrong_picture_is_refused_in_words_and_not_stored(library, file, words):
    before = PortalImage.objects.count()
    response = upload(file)
    errors = " ".join(response.context["form"].errors["file"])
    assert (response.status_code, bool(re.search(words, errors, re.IGNORECASE))) == (200, True), errors
    assert (PortalImage.objects.count(), stored(library)) == (before, [])


FILES = {
    "program": (SimpleUploadedFile("run.exe", b"MZ\x90", "application/pdf"), "extension"),
    "web page": (SimpleUploadedFile("page.html", b"<script>alert(1)</script>", "text/html"), "extension"),
    "drawing": (SimpleUploadedFile("evil.svg", SVG, "image/svg+xml"), "extension"),
}


@pytest.mark.parametrize(("file", "words"), FILES.values(), ids=FILES)
def test_wrong_file_is_refused_in_words_and_not_stored(library, file, words):
    response = upload(file, "docs")
    errors = " ".join(response.context["form"].errors["file"])
    assert (response.status_code, words in errors.lower()) == (200, True), errors
    assert (PortalDocument.objects.count(), stored(library)) == (0, [])


def stored(folder):
    return [str(path) for path in folder.rglob("*") if path.is_file()]


def test_right_picture_is_stored(library):
    assert upload(SimpleUploadedFile("banner.png", PNG, "image/png")).status_code == 302
    assert PortalImage.objects.get(title="Ours").uploaded_by_user.email == EDITOR
