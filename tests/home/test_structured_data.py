"""What machines read of the center: nothing invented, and no way out of the script element."""

import json
import re

from django.conf import settings

from home.models import SiteFacts
from home.structured_data import json_ld, organization
from tests.demo import text_of

ALWAYS = {
    "@context": "https://schema.org",
    "@type": "NGO",
    "name": settings.CENTER.name,
    "alternateName": settings.CENTER.short_name,
    "url": "https://www.example.org/",
    "areaServed": "CT",
    "knowsLanguage": ["en", "es", "pt-br"],
}


def facts(**fields):
    known = {
        "state": "CT",
        "town": "New Haven",
        "address": "1 Main Street",
        "phone": "(203) 555-0142",
        "email": "a@b.org",
    }
    return SiteFacts(**known | fields)


def test_invented_facts_are_left_out():
    assert organization(facts(demonstration=True), settings.CENTER, "https://www.example.org") == ALWAYS


def test_true_facts_are_told():
    told = organization(facts(), settings.CENTER, "https://www.example.org")
    assert told == ALWAYS | {
        "telephone": "(203) 555-0142",
        "email": "a@b.org",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Main Street",
            "addressLocality": "New Haven",
            "addressRegion": "CT",
            "addressCountry": "US",
        },
    }


def test_empty_facts_are_left_out():
    told = organization(facts(email="", phone=""), settings.CENTER, "https://www.example.org")
    assert ("email" in told, "telephone" in told) == (False, False)


def test_text_cannot_leave_the_script():
    evil = {"name": "</script><script>alert(1)</script> & <!-- \u2028"}
    html = json_ld(evil)
    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)[1]
    assert ([char for char in "<>&\u2028" if char in inside], json.loads(inside)) == ([], evil)


def test_page_of_a_demonstration_tells_machines_no_phone(site):
    html = text_of("/en/contact/")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data == ALWAYS | {"url": "http://localhost:8000/"}
    assert "(203) 555-0142" in html  # it could have leaked
