"""Pictures of every page type, to look at: python -m tests.browser.screenshots FOLDER BASE_URL [LANGUAGE …]"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, become_member, find_chromium, type_password
from tests.browser.pages import LANGUAGES, PRIVATE, PUBLIC, places

WIDTHS = {360: 740, 1440: 900}
KINDS = [*PUBLIC, *(kind for kind in PRIVATE if kind != "code")]
ENTER = {"editor_session": type_password, "member_session": become_member}
LAZY = "() => document.querySelectorAll('img').forEach(image => image.loading = 'eager')"


def take(context, folder, some_places, name):
    page, session = context.new_page(), None
    for place in some_places:
        if place.session != session:
            context.clear_cookies()
            ENTER.get(place.session, lambda page: None)(page)
            session = place.session
        page.goto(place.path)
        page.evaluate(LAZY)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{place.language}-{place.kind}-{name}.png", full_page=True)


def main(folder, base, *languages):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for width, height in WIDTHS.items():
            for scheme in ("light", "dark"):
                viewport = {"width": width, "height": height}
                for language in languages or LANGUAGES:
                    context = browser.new_context(base_url=base, viewport=viewport, color_scheme=scheme)
                    wanted = [place for place in places(*KINDS) if place.language == language]
                    take(context, folder, wanted, f"{width}-{scheme}")
                    context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
