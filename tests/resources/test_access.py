"""Members-only is a field of the record: it holds for page, file, search, sitemap and list in every language at once.

The faces in Spanish and Portuguese are never synced here after the switch.
"""

import pytest
from django.test import Client

from resources.models import Resource
from tests.demo import address_of, page_at, text_of

FACES = {
    "en": ("/en/resources/overtime/", "/en/resources/", "overtime", "Overtime after 40 hours a week"),
    "es": ("/es/guias-y-materiales/horas-extras/", "/es/guias-y-materiales/", "extras", "Horas extras después de 40"),
    "pt-br": ("/pt-br/guias-e-materiais/horas-extras/", "/pt-br/guias-e-materiais/", "extras", "Horas extras depois"),
}
MAY = {"visitor": False, "nobody": False, "signer": False, "member": True, "staff": True}
faces = pytest.mark.parametrize(("path", "library", "word", "title"), FACES.values(), ids=FACES)
everybody = pytest.mark.parametrize(("reader", "may"), MAY.items(), ids=MAY)


@pytest.fixture
def closed(overtime, sheet):
    """The guide with its file, now for members only; no page of it was touched."""
    Resource.objects.filter(pk=overtime.pk).update(members_only=True)
    return overtime


@everybody
@faces
def test_page_is_read_by_members_and_staff(closed, readers, reader, may, path, library, word, title):
    response = readers[reader].get(path)
    assert response.status_code == (200 if may else 403)
    assert (title in response.content.decode()) is may
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@everybody
@pytest.mark.parametrize("language", FACES)
def test_file_is_had_by_members_and_staff(closed, sheet, readers, reader, may, language):
    through_guide = readers[reader].get(f"/{language}/guides/{closed.pk}/file/")
    raw = readers[reader].get(sheet.url)
    assert [through_guide.status_code, raw.status_code] == [200 if may else 403] * 2
    bodies = [b"".join(one) for one in (through_guide, raw)]
    assert [b"%PDF" in body for body in bodies] == [may] * 2


@everybody
@faces
def test_search_finds_it_for_members_and_staff(closed, readers, reader, may, path, library, word, title):
    html = text_of(f"/{path.split('/')[1]}/search/?q={word}", readers[reader])
    assert (f'href="{path}"' in html) is may


@everybody
@faces
def test_library_lists_it_for_members_and_staff(closed, readers, reader, may, path, library, word, title):
    html = text_of(library, readers[reader])
    assert (f'href="{path}"' in html) is may
    assert (f'href="{path}"' in text_of(f"{library}?q={word}", readers[reader])) is may
    assert f'href="{path.rsplit("/", 2)[0]}' in html  # others are listed for everybody


@everybody
def test_sitemap_names_it_for_nobody(closed, readers, reader, may):
    sitemap = text_of("/sitemap.xml", readers[reader])
    assert [path in sitemap for path, *_ in FACES.values()] == [False] * 3
    assert "/es/guias-y-materiales/reclamo-de-salarios/" in sitemap


def status_of(client, path):
    """The status of a file that was read to its end: only then is it closed, and the database left open."""
    response = client.get(path)
    if response.streaming:
        assert b"".join(response)
    return response.status_code


def test_before_the_switch_everything_is_open(overtime, sheet, readers):
    for path, library, word, _title in FACES.values():
        assert readers["visitor"].get(path).status_code == 200
        assert f'href="{path}"' in text_of(library)
        assert f'href="{path}"' in text_of(f"/{path.split('/')[1]}/search/?q={word}")
        assert path in text_of("/sitemap.xml")
    assert status_of(readers["visitor"], sheet.url) == 200


@everybody
def test_links_to_it_are_for_members_and_staff(closed, readers, reader, may):
    """In the list of what to read next, and nowhere in a text: that is the same for everybody."""
    html = text_of("/en/resources/minimum-wage/", readers[reader])
    assert html.count('href="/en/resources/overtime/"') == int(may)
    assert "our overtime guide" in html


@everybody
def test_languages_of_it_are_for_members_and_staff(closed, readers, reader, may):
    html = text_of("/en/resources/overtime/", readers[reader])
    assert ("/es/guias-y-materiales/horas-extras/" in html) is may
    assert ('<a href="/es/guias-y-materiales/"' in html) is not may  # the library instead
    assert ('rel="canonical"' in html, 'hreflang="es" href="http' in html) == (may, may)


def test_refusal_says_who_may_and_how(closed, readers):
    visitor = text_of("/es/guias-y-materiales/horas-extras/", readers["visitor"])
    assert "Esta página es para miembros" in visitor
    assert 'href="/es/account/login/?next=%2Fes%2Fguias-y-materiales%2Fhoras-extras%2F"' in visitor
    assert 'href="/es/join/"' in visitor
    assert "account/login" not in text_of("/en/resources/overtime/", readers["signer"]).split("<main", 1)[1]


def test_whoever_joins_reads_at_once(closed, readers):
    path = FACES["es"][0]
    assert readers["signer"].get(path).status_code == 403
    person = readers["signer"].get("/en/").wsgi_request.user.persons.get()
    person.joined_on = "2026-11-22"
    person.save()
    assert readers["signer"].get(path).status_code == 200


def test_unpublished_guide_has_no_file(overtime, sheet):
    for face in overtime.faces.all():
        face.unpublish()
    assert Client().get(f"/en/guides/{overtime.pk}/file/").status_code == 404


@pytest.mark.parametrize("path", ["/en/guides/99999/file/", "/en/guides/0/file/", "/es/guides/1x/file/"])
def test_file_of_nothing_is_not_found(site, client, path):
    assert client.get(path).status_code == 404


def test_guide_without_a_file_has_none(overtime, client):
    assert client.get(f"/en/guides/{overtime.pk}/file/").status_code == 404


def test_file_that_only_a_story_links_to_is_guarded_too(closed, sheet, readers):
    """An editor may put a file into the text of a guide for members; on another page as well it is for everybody."""
    Resource.objects.filter(pk=closed.pk).update(file=None)
    face = page_at(FACES["en"][0])
    face.body.append(("download", {"title": "Sheet", "about": "", "document": sheet}))
    face.save_revision().publish()
    assert [status_of(readers[name], sheet.url) for name in ("visitor", "member")] == [403, 200]
    about = page_at("/en/about/")
    about.body.append(("download", {"title": "Sheet", "about": "", "document": sheet}))
    about.save_revision().publish()
    assert status_of(readers["visitor"], sheet.url) == 200


def test_file_of_two_guides_is_as_closed_as_the_closer_one(closed, sheet, readers):
    Resource.objects.filter(name="Write down your hours").update(file=sheet)
    assert [status_of(readers[name], sheet.url) for name in ("visitor", "member")] == [403, 200]


def test_guide_that_lost_its_approval_is_shown_to_nobody(overtime, readers):
    """The record refuses this; a hand in the database does not."""
    Resource.objects.filter(pk=overtime.pk).update(grant_funded=True)
    for path, library, *_rest in FACES.values():
        assert [client.get(path).status_code for client in readers.values()] == [404] * len(readers)
        assert [f'href="{path}"' in text_of(library, client) for client in readers.values()] == [False] * len(readers)
    assert address_of(page_at(FACES["en"][0])) not in text_of("/sitemap.xml")


@everybody
@pytest.mark.parametrize("path", ["/en/resources/", "/en/search/?q=overtime"])
def test_lists_are_kept_for_visitors_only(closed, readers, reader, may, path):
    kept = readers[reader].get(path).headers.get("Cache-Control", "")
    assert ("no-store" in kept) is (reader != "visitor")
