from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from campaigns.views import events_calendar
from membership.views.donate import DonatedView, DonateView
from membership.views.join import JoinView
from membership.views.staff import StaffAccountView
from membership.views.stripe import webhook as stripe_webhook
from portal import health, views
from portal.media import serve_media
from portal.search import search
from portal.sitemap import EventSitemap, PageSitemap

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("", views.choose_language, name="root"),
    # Wagtail's own password form would be a way around the second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Staff's own preferences, without the first and last name that Wagtail would demand.
    path("admin/account/", StaffAccountView.as_view()),
    # Wagtail's page that always fails, to try how errors are told: anybody on staff could fill the log with it.
    path("admin/failwhale/", views.nowhere),
    path("admin/", include(wagtailadmin_urls)),
    # More digits than any id has: Python refuses to read thousands of them as a number.
    re_path(r"^documents/\d{19,}/", views.nowhere),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", serve_media, name="media"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap, "events": EventSitemap}}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("favicon.ico", views.favicon),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("stripe/webhook/", stripe_webhook, name="stripe_webhook"),
    path("demo/", include("portal.demo.urls")),
    path("events/calendar.<slug:language>.ics", events_calendar, name="events_calendar"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("join/", JoinView.as_view(), name="join"),
        path("donate/", DonateView.as_view(), name="donate"),
        path("donate/thanks/", DonatedView.as_view(), name="donated"),
        path("account/", include("membership.urls")),
        path("member/", include("membership.member_urls")),
        path("member/", include("campaigns.member_urls")),
        path("petitions/", include("campaigns.urls")),
        path("events/", include("campaigns.event_urls")),
        path("guides/", include("resources.urls")),
        path("", include("home.urls")),
    ),
]
