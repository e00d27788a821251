"""Staff's side of the library: who may, the forms, the chooser in a page's form, what to review."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from membership.models import User
from resources.models import Resource, Topic
from tests.demo import EDITOR, logged_in, page_at

FORM = {
    "name": "Choir",
    "audience": "workers",
    "owner": "Staff",
    "sources": "A law",
    "review_due": "2027-06-01",
    "law_checked_on": "",
    "checked_by": "",
    "grant_approved_on": "",
    "grant_approved_by": "",
    "file": "",
}
SCREENS = ["guides:index", "guides:add", "topics:index", "topics:add", "guides_to_review", "guide_chooser:choose"]


@pytest.fixture
def editor(site):
    return logged_in(EDITOR)


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_are_for_editors(site, editor, client, readers, screen):
    path = reverse(screen)
    assert editor.get(path).status_code == 200
    assert client.get(path).headers["Location"].startswith("/en/account/login/")
    assert readers["member"].get(path).status_code == 403


def test_login_without_the_right_sees_neither_list_nor_report(site, client):
    user = User.objects.create_user(email="staff@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for screen in ("guides:index", "guides_to_review", "topics:index"):
        assert client.get(reverse(screen)).status_code == 302
    assert "Guides" not in client.get("/admin/").content.decode()


def test_editor_makes_a_guide(editor):
    topics = list(Topic.objects.filter(slug__in=["pay", "sick"]).values_list("pk", flat=True))
    editor.post(reverse("guides:add"), FORM | {"topics": topics, "members_only": "on"})
    guide = Resource.objects.get(name="Choir")
    assert (guide.members_only, guide.grant_funded, guide.topics.count()) == (True, False, 2)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"law_checked_on": "2026-01-01"}, "A check needs both: the date and the name of the lawyer."),
        ({"grant_approved_by": "CT DOL"}, "An approval needs both: the date and who gave it."),
        ({"name": "Overtime after 40 hours a week"}, "already exists"),
        ({"name": "x" * 10_000}, "at most 120 characters"),
        ({"review_due": "soon"}, "Enter a valid date."),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_form_says_what_is_missing_and_keeps_what_was_typed(editor, fields, sentence):
    count = Resource.objects.count()
    html = editor.post(reverse("guides:add"), FORM | fields | {"owner": "Typed by me"}).content.decode()
    assert (sentence in html, "Typed by me" in html) == (True, True)
    assert Resource.objects.count() == count


def test_form_refuses_to_take_the_approval_from_published_pages(editor, overtime):
    form = FORM | {"name": overtime.name, "grant_funded": "on"}
    html = editor.post(reverse("guides:edit", args=[overtime.pk]), form).content.decode()
    assert "Pages of this guide are published." in html
    overtime.refresh_from_db()
    assert overtime.grant_funded is False


def test_one_switch_closes_all_languages(editor, overtime, client):
    editor.post(reverse("guides:edit", args=[overtime.pk]), FORM | {"name": overtime.name, "members_only": "on"})
    paths = [face.url for face in overtime.faces.all()]
    assert [client.get(path).status_code for path in paths] == [403, 403, 403]


def test_topic_is_written_in_all_languages_on_one_form(editor):
    words = {"name_en": "Choir", "name_es": "Coro", "name_pt_br": ""}
    editor.post(reverse("topics:add"), words | {"slug": "choir", "thread": "gold"})
    topic = Topic.objects.get(slug="choir")
    assert [topic.words(code).name for code in ("en", "es", "pt-br")] == ["Choir", "Coro", "Choir"]


def test_guide_is_made_inside_the_form_of_its_page(editor):
    response = editor.post(reverse("guide_chooser:create"), FORM)
    made = Resource.objects.get(name="Choir")
    assert response.json()["result"]["id"] == str(made.pk)
    library = page_at("/en/resources/")
    form = editor.get(reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", library.pk]))
    assert reverse("guide_chooser:choose") in form.content.decode()


def test_report_names_what_is_due_and_what_no_lawyer_read(editor, overtime):
    today = timezone.localdate()
    checked = {"law_checked_on": today - timedelta(days=30), "checked_by": "Rosa Lee"}
    Resource.objects.update(review_due=today + timedelta(days=300), **checked)
    Resource.objects.filter(pk=overtime.pk).update(review_due=today + timedelta(days=59))
    Resource.objects.filter(name="Write down your hours").update(law_checked_on=None, checked_by="")
    html = editor.get(reverse("guides_to_review")).content.decode()
    assert [name in html for name in (overtime.name, "Write down your hours", "If they punish you")] == [
        True,
        True,
        False,
    ]
    assert "en, es, pt-br" in html


def test_report_asks_the_same_for_many(editor):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("guides_to_review"))
        return len(queries)

    asked()
    few = asked()
    fields = {"owner": "Staff", "sources": "A law", "review_due": timezone.localdate()}
    Resource.objects.bulk_create(Resource(name=f"Crowd {number}", **fields) for number in range(40))
    assert asked() == few


def test_guide_with_pages_is_not_deleted_by_a_tap(editor, overtime):
    response = editor.post(reverse("guides:delete", args=[overtime.pk]))
    assert response.status_code in (200, 302)
    assert Resource.objects.filter(pk=overtime.pk).exists()
