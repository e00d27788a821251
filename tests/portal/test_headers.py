"""What browsers may do with a page, and what they may keep of it."""

import pytest
from django.test import Client
from wagtail.models import Page

from portal.middleware import without_language
from tests.demo import ADMINISTRATOR, add_page, address_of, logged_in
from tests.portal.addresses import RULES
from tests.portal.test_walk import address
from tests.portal.world import make_world

PUBLIC_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
ADMIN_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; frame-src 'self'; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
NO_STORE = "max-age=0, no-cache, no-store, must-revalidate, private"
STRICT = {
    "Content-Security-Policy": PUBLIC_CSP,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
}
NEVER_KEPT = ("/admin/", "/account/", "/member/", "/join/", "/get-help/", "/petitions/", "/demo/")
TO_PAY_PAGE = {"donate", "member_dues", "member_waive", "member_card_pay", "member_card_portal"}
PATHS = {
    "home": "/en/",
    "root": "/",
    "program": "/es/programas/justicia-en-el-trabajo/",
    "help": "/en/get-help/",
    "search": "/en/search/?q=pay",
    "missing": "/en/nowhere/",
    "log in": "/en/account/login/",
    "account": "/en/account/",
    "join": "/en/join/",
    "member": "/en/member/",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "security": "/.well-known/security.txt",
    "health": "/health/live",
}
PRIVATE = {
    "log in": "/en/account/login/",
    "account": "/es/account/",
    "account without language": "/account/",
    "help": "/pt-br/get-help/",
    "help without slash": "/en/get-help",
    "join": "/en/join/",
    "member": "/es/member/",
    "admin": "/admin/",
    "signing": "/en/petitions/hire-sheet/sign/",
    "coming": "/es/events/assembly/rsvp/",
    "members' events": "/pt-br/member/events/",
    "missing under account": "/en/account/nowhere/",
    "missing under admin": "/admin/nowhere/",
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_public_answer_carries_the_strict_headers(site, client, path):
    headers = client.get(path).headers
    assert {name: headers[name] for name in STRICT} == STRICT


def test_policy_of_the_public_site_allows_nothing_inline_and_nothing_foreign():
    assert [word for word in ("unsafe", "http", "*", "nonce") if word in PUBLIC_CSP] == []


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/nowhere/", "/admin/login/"])
def test_editor_carries_its_wider_policy(site, path):
    for client in (Client(), logged_in(ADMINISTRATOR)):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == ADMIN_CSP
        assert (headers["Permissions-Policy"], headers["Referrer-Policy"]) == (PERMISSIONS, "same-origin")
        assert headers["Cache-Control"] == NO_STORE


@pytest.mark.parametrize("path", PRIVATE.values(), ids=PRIVATE)
def test_private_page_is_kept_nowhere(site, client, path):
    assert client.get(path).headers["Cache-Control"] == NO_STORE


def policy_of(name, url):
    """The editor's is wider; forms that lead to the pay page may do so, and nothing else of these pages may."""
    if url.startswith("/admin/"):
        return ADMIN_CSP
    pay_pages = "'self' https://checkout.stripe.com https://billing.stripe.com"
    return PUBLIC_CSP.replace("form-action 'self'", f"form-action {pay_pages}") if name in TO_PAY_PAGE else PUBLIC_CSP


def test_every_address_answers_with_the_headers_of_its_place(site, settings, tmp_path):
    """Private is what stands in the editor, about an account or a member, or in a step of signing and coming."""
    settings.MEDIA_ROOT = tmp_path
    world, wrong = make_world(), {}
    for name in RULES:
        url = address(name, world)
        headers = Client().get(url).headers
        found = {kept: headers.get(kept) for kept in STRICT}
        expected = STRICT | {"Content-Security-Policy": policy_of(name, url)}
        private = without_language(url).startswith(NEVER_KEPT) or "/rsvp/" in url
        no_store = headers.get("Cache-Control") == NO_STORE
        if found != expected or (private and not no_store):
            wrong[name] = found, headers.get("Cache-Control")
    assert wrong == {}


def test_public_page_may_be_kept(site, client):
    assert "no-store" not in client.get("/en/").headers.get("Cache-Control", "")


def test_page_named_like_a_private_path_is_public(site, client):
    """Only whole path parts count: /en/get-help-abroad/ is an ordinary page."""
    page = add_page("/en/", "Accounts", slug="accounts-of-workers")
    assert "no-store" not in client.get(page.url).headers.get("Cache-Control", "")


def test_reading_sets_no_cookie(site):
    """Every public page in every language, search, and a page that is not there."""
    pages = [address_of(page) for page in Page.objects.filter(depth__gt=1)]
    others = ["/", "/get-help", "/en/search/", "/es/search/?q=pago", "/pt-br/nowhere/", "/sitemap.xml", "/favicon.ico"]
    client = Client()
    answers = {path: client.get(path) for path in [*pages, *others]}
    assert {path: answer.cookies.output() for path, answer in answers.items() if answer.cookies} == {}
    assert [path for path in pages if answers[path].status_code != 200] == []
    assert len(pages) >= 42


def test_reading_does_not_vary_by_cookie_more_than_needed(site, client):
    """The session is not opened for a visitor who brings none: pages can be kept for all."""
    response = client.get("/en/")
    assert "sessionid" not in response.cookies
    assert response.headers["Content-Language"] == "en"
