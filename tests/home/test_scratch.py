from wagtail.models import Page
from tests.demo import *
def test_x(site, client):
    for p in Page.objects.filter(depth__gt=1).order_by("path").specific():
        if p.locale.language_code in ("en","es"):
            client.get(p.url)
            print(type(p).__name__, p.url, address_of(p), queries_for(p.url))
    assert 0
