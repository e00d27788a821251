"""The list of guides: words, filters, pages of the list."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from resources.library import PER_PAGE
from resources.models import Resource, ResourcePage, Topic
from tests.demo import page_at, text_of
from tests.home.test_queries import copied

EN, ES = "/en/resources/", "/es/guias-y-materiales/"
TITLES = {
    "minimum-wage": "Minimum wage in Connecticut",
    "overtime": "Overtime after 40 hours a week",
    "hours-log": "Write down your hours",
    "pay-stub": "Your pay stub and your payday",
    "hire-notice": "What your employer must tell you in writing",
    "sick": "Paid sick leave, and what changes on January 1, 2027",
    "complaint": "File a wage complaint with the state",
    "retaliation": "If they punish you for speaking up",
    "employers": "Hiring someone to work in your home",
}
HOSTILE = [
    "%00",
    "%22",
    "%27+OR+1=1--",
    "*",
    "(((",
    "NEAR(a,b)",
    "-",
    "AND+OR+NOT",
    "%F0%9F%98%80",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "x" * 10_000,
    "%ff%fe",
    "title:pay",
    "%C2%AB%C2%BB",
    "pay%22",
    "%22a+b",
]


def listed(path, client):
    """The titles of the cards at `path`, in order."""
    library = client.get(path).context["library"]
    return [card.title for card in library.cards]


def test_library_lists_every_guide_in_the_order_of_the_tree(site, client):
    assert listed(EN, client) == list(TITLES.values())
    assert len(listed(ES, client)) == len(listed("/pt-br/guias-e-materiais/", client)) == 9


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=sick", ["sick", "employers"]),
        ("topic=complaints", ["complaint", "retaliation"]),
        ("topic=complaints&topic=sick", ["sick", "complaint", "retaliation", "employers"]),
        ("audience=employers", ["employers"]),
        ("audience=workers&topic=sick", ["sick"]),
        ("audience=workers&audience=employers&topic=sick", ["sick", "employers"]),
        ("q=retaliation", ["retaliation"]),
        ("q=retaliation&topic=pay", []),
        ("topic=nothing&audience=martians&page=x", list(TITLES)),
        ("page=-1", list(TITLES)),
        ("page=99", list(TITLES)),
        ("q=+++", list(TITLES)),
    ],
)
def test_filters_narrow_the_list(site, client, query, found):
    assert sorted(listed(f"{EN}?{query}", client)) == sorted(TITLES[name] for name in found)


def test_words_find_what_has_all_of_them_else_any(site, client):
    assert listed(f"{EN}?q=sick+leave", client)[0] == TITLES["sick"]
    assert TITLES["sick"] in listed(f"{EN}?q=sick+zanzibar", client)
    assert listed(f"{EN}?q=zanzibar", client) == []


def test_accents_may_be_left_out(site, client):
    assert "Días de enfermedad pagados y qué cambia el 1 de enero de 2027" in listed(f"{ES}?q=dias", client)


def test_guide_for_both_is_found_by_both(overtime, client):
    Resource.objects.filter(pk=overtime.pk).update(audience="both")
    titles = [listed(f"{EN}?audience={audience}", client) for audience in ("workers", "employers")]
    assert [TITLES["overtime"] in one for one in titles] == [True, True]
    counts = [choice.count for choice in client.get(EN).context["library"].audience_choices]
    assert counts == [8, 2]


def test_counts_stand_beside_topics(site, client):
    choices = client.get(f"{ES}?topic=sick").context["library"].topic_choices
    assert [(one.value, one.label, one.count, one.chosen) for one in choices] == [
        ("pay", "Pago y horas", 6, False),
        ("proof", "Papeles y pruebas", 3, False),
        ("sick", "Días de enfermedad", 2, True),
        ("complaints", "Reclamos", 2, False),
        ("homes", "Trabajo en casas", 4, False),
    ]


def test_topic_without_words_in_the_language_shows_its_english_name(site):
    Topic.objects.get(slug="sick").texts.filter(language="es").delete()
    assert '<span lang="en">Sick days</span>' in text_of(ES)


def test_what_was_asked_for_stays_in_the_form(site):
    html = text_of(f"{EN}?q=wage&topic=pay&audience=workers")
    assert 'value="wage"' in html
    assert html.count(" checked>") == 2


def test_empty_answer_says_what_to_do(site):
    html = text_of(f"{EN}?q=zanzibar")
    assert ("0 guides for “zanzibar”" in html, "Show all guides" in html, "/en/get-help/" in html) == (True,) * 3


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("field", ["q", "topic", "audience", "page"])
def test_hostile_query_is_answered(site, client, query, field):
    response = client.get(f"{EN}?{field}={query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_card_tells_languages_length_and_check(overtime):
    Resource.objects.filter(pk=overtime.pk).update(
        law_checked_on=date(2026, 3, 1), checked_by="Rosa Lee", review_due=date(2027, 3, 1)
    )
    overtime.faces.get(language="pt-br").unpublish()
    html = text_of(EN)
    card = html[html.index('href="/en/resources/overtime/"') :].split("</article>")[0]
    assert ("Checked March 2026" in card, "2 minutes to read" in card) == (True, True)
    assert ("Español" in card, "Português" in card) == (True, False)
    assert html.count("Not yet checked by a lawyer.") == 8


def crowd(number):
    """`number` more guides in English, made as rows: the tree's own way takes ten seconds."""
    first = page_at("/en/resources/overtime/")
    above, twin = first.get_parent(), Page.objects.get(pk=first.pk)
    records = Resource.objects.bulk_create(
        Resource(name=f"Crowd {uuid4()}", owner="Staff", sources="A law", review_due=date(2027, 1, 1))
        for _ in range(number)
    )
    pages = Page.objects.bulk_create(copied(twin, above, above.numchild + 1 + index) for index in range(number))
    fields = [f.column for f in ResourcePage._meta.local_fields if f.column not in ("page_ptr_id", "resource_id")]
    columns = ", ".join(fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO resources_resourcepage (page_ptr_id, resource_id, {columns}) "  # noqa: S608
            f"SELECT %s, %s, {columns} FROM resources_resourcepage WHERE page_ptr_id = %s",
            [(page.pk, record.pk, first.pk) for page, record in zip(pages, records, strict=True)],
        )
    Page.objects.filter(pk=above.pk).update(numchild=above.numchild + number)
    links = Resource.topics.through
    topic = Topic.objects.get(slug="pay")
    links.objects.bulk_create(links(resource=record, topic=topic) for record in records)


@pytest.mark.parametrize("query", ["", "?topic=pay&audience=workers"])
def test_questions_do_not_grow_with_the_library(site, client, query):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{EN}{query}").status_code == 200
        return len(queries)

    asked()
    few = asked()
    crowd(300)
    assert client.get(EN).context["library"].total == 309
    assert asked() == few == 16


def test_long_list_has_pages(site, client):
    crowd(40)
    first, second, third = (client.get(f"{EN}?topic=pay&page={page}").context["library"] for page in (1, 2, 3))
    assert [len(one.cards) for one in (first, second)] == [PER_PAGE, 46 - PER_PAGE]
    assert third.page.number == 2
    assert 'href="?topic=pay&amp;page=2"' in text_of(f"{EN}?topic=pay")
