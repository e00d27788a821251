"""What each role of staff finds in the editor: its own work, and nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu

PAGES = ["Documents", "Images", "Pages"]
TEXTS = ["Alerts", "Guides", "Legal checks", "Topics of guides"]
SETTINGS = ["Settings: Facts", "Settings: Footer", "Settings: Redirects"]
SYSTEM = [f"Settings: {name}" for name in ("Collections", "Groups", "Locales", "Sites", "Users")]
OF_PAGES = [
    f"Reports: {name}" for name in ("Aging pages", "Locked pages", "Page types usage", "Site history", "Translations")
]
REVIEW = ["Reports: Guides to review"]
HELP = ["Help: Editor Guide", "Help: Shortcuts", "Help: What's new in Wagtail 8.0"]
CAMPAIGNS = [f"Campaigns: {name}" for name in ("Campaigns", "Events", "Grants", "Petitions", "Signatures")]
LEADERSHIP = [f"Leadership: {name}" for name in ("Paths", "Stages", "Steps", "Who is where")]
VOTERS = ["Dues: Members in good standing"]
MONEY = [
    *(f"Dues: {name}" for name in ("Cards", "Dues rates", "Ledger", "Months", "Overview", "Waivers")),
    *VOTERS,
    "Settings: Dues and accounts",
    "Take cash",
]
MENUS = {
    "editor": [*PAGES, *TEXTS, *SETTINGS, *OF_PAGES, *REVIEW, *HELP],
    "organizer": ["Pages", "People", *VOTERS, *CAMPAIGNS, *LEADERSHIP, *OF_PAGES, *HELP],
    "treasurer": ["People", *MONEY, *HELP],
    "collector": ["Take cash", *HELP],
    "administrator": [
        *(*PAGES, *TEXTS, *SETTINGS, *SYSTEM, *OF_PAGES, *REVIEW, *HELP),
        *("People", *CAMPAIGNS, *LEADERSHIP, *MONEY),
    ],
}


def labels_of(menu, request, above=""):
    """Every item of `menu` that `request` is shown, those of a submenu as "Reports: Site history"."""
    for item in menu.menu_items_for_request(request):
        if below := getattr(item, "menu", None):
            yield from labels_of(below, request, f"{item.label}: ")
        else:
            yield f"{above}{item.label}"


@pytest.mark.parametrize("role", MENUS)
def test_the_menu_holds_the_work_of_the_role(site, role):
    request = RequestFactory().get("/admin/")
    request.user = get_user_model().objects.get(email=f"{role}@example.org")
    assert sorted(labels_of(admin_menu, request)) == sorted(MENUS[role])
