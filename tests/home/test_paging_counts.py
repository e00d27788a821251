"""Counts of long lists need not be exact."""

import pytest
from django.core.cache import cache

from home import paging
from home.paging import RememberingPaginator
from membership.models import Person


@pytest.fixture
def people(db):
    Person.objects.bulk_create(Person(given_name=f"Ana {number}") for number in range(5))
    return Person.objects.order_by("pk")


def test_a_short_list_is_counted_each_time(people):
    assert RememberingPaginator(people, 2).count == 5
    Person.objects.create(given_name="Eva")
    assert RememberingPaginator(people, 2).count == 6


def test_the_count_of_a_long_list_may_be_a_minute_old(people, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "LARGE", 4)
    assert RememberingPaginator(people, 2).count == 5
    Person.objects.create(given_name="Eva")
    with django_assert_num_queries(0):
        assert RememberingPaginator(people.all(), 2).count == 5
    assert RememberingPaginator(people.filter(given_name="Eva"), 2).count == 1
    cache.clear()
    assert RememberingPaginator(people.all(), 2).count == 6


def test_nothing_that_could_be_found_is_counted_without_asking(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert RememberingPaginator(Person.objects.none(), 2).count == 0
