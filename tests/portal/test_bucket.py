"""Pictures and files in a private bucket: a store that speaks S3 stands in, over real HTTP."""

import json
import re
from threading import Thread

import boto3
import pytest
from django.core.files.base import ContentFile
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from home.models import PortalDocument, PortalImage
from portal.bucket import CLIENT
from tests.demo import add_page, address_of, text_of
from tests.portal.test_media import PNG

BUCKET = "portal-media"
SIGNED = "AWS4-HMAC-SHA256 Credential=a-key/"


class Quiet(WSGIRequestHandler):
    def log(self, *args):
        pass


class Recorder:
    """Before the store: keeps each request's method, path and headers."""

    def __init__(self, app):
        self.app, self.asked = app, []

    def __call__(self, environ, start_response):
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ))
        return self.app(environ, start_response)


@pytest.fixture(scope="module")
def running():
    recorder = Recorder(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, recorder, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", recorder
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def store(running, settings, tmp_path):
    """The recorder of an empty bucket that the site keeps its media in; and nothing on the disk."""
    address, recorder = running
    known = {"aws_access_key_id": "a-key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=address, config=CLIENT, **known)
    client.create_bucket(Bucket=BUCKET)
    options = {"bucket_name": BUCKET, "endpoint_url": address, "region_name": "us-east-1"}
    options |= {"access_key": "a-key", "secret_key": "secret"}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "portal.bucket.PrivateBucket", "OPTIONS": options}}
    settings.MEDIA_BUCKET, settings.MEDIA_ROOT = BUCKET, tmp_path
    recorder.asked.clear()
    yield recorder
    for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=entry["Key"])
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def picture(site, store):
    return PortalImage.objects.create(title="Banner", file=ContentFile(PNG, "banner.png"))


def test_a_picture_goes_into_the_bucket_signed_and_without_an_acl(picture, store):
    puts = [(path, environ) for method, path, environ in store.asked if method == "PUT"]
    assert [path for path, _environ in puts] == [f"/{BUCKET}/{picture.file.name}"]
    assert all(environ["HTTP_AUTHORIZATION"].startswith(SIGNED) for _method, _path, environ in store.asked)
    named = {name for _method, _path, environ in store.asked for name in environ}
    assert [name for name in named if "ACL" in name.upper()] == []


def test_a_page_names_no_address_of_the_store(picture, running, client):
    """And its policy would not let a browser go there: img-src 'self'."""
    image = {"image": picture.pk, "decorative": True, "alt_text": ""}
    story = [{"type": "picture", "value": {"image": image, "caption": "Our banner", "credit": ""}}]
    html = text_of(address_of(add_page("/en/", "Pictured", body=json.dumps(story))))
    found = re.findall(r'(?:src|srcset)="(/media/images/[^ "]+)', html)
    assert (len(found) > 1, running[0] in html, BUCKET in html) == (True, False, False)
    assert {client.get(path).status_code for path in found} == {200}


def test_a_rendition_comes_from_us_with_the_rules_of_files(picture, store, client):
    rendition = picture.get_rendition("width-100")
    store.asked.clear()
    response = client.get(rendition.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.content.startswith(b"\x89PNG")
    assert [(method, path) for method, path, _environ in store.asked] == [("GET", f"/{BUCKET}/{rendition.file.name}")]
    assert store.asked[0][2]["HTTP_AUTHORIZATION"].startswith(SIGNED)


@pytest.mark.parametrize(
    "name", ["images/nothing.png", "images/..", "images/.", "images/../original_images/banner.png"]
)
def test_what_is_no_rendition_does_not_exist(picture, client, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_an_original_is_not_public(picture, store, client):
    store.asked.clear()
    assert (client.get(f"/media/{picture.file.name}").status_code, store.asked) == (404, [])


def test_a_file_of_the_library_goes_through_wagtails_view(site, store, client):
    document = PortalDocument.objects.create(title="Guide", file=ContentFile(b"%PDF-1.4 guide", "guide.pdf"))
    assert client.get(f"/media/{document.file.name}").status_code == 404
    response = client.get(document.url)
    assert (response.status_code, b"".join(response)) == (200, b"%PDF-1.4 guide")


def test_two_files_of_one_name_are_two(site, store):
    names = {PortalDocument.objects.create(title="x", file=ContentFile(b"x", "x.txt")).file.name for _time in range(2)}
    assert len(names) == 2


def test_a_deleted_picture_leaves_the_bucket(picture, store, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert ("DELETE", f"/{BUCKET}/{picture.file.name}") in [(method, path) for method, path, _environ in store.asked]


def test_a_store_that_is_away_is_said_and_asked_for_again(picture, client, settings, caplog):
    url = picture.get_rendition("width-100").url
    options = settings.STORAGES["default"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:1"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    response = client.get(url)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "no-store" in response.headers["Cache-Control"]
    assert [record.getMessage() for record in caplog.records if record.name == "portal.media"] == [
        "media not fetched: EndpointConnectionError"
    ]
