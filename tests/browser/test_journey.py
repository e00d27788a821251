"""The main job, once, for real: by a person with only a phone number, at 360 px, without JavaScript, in Portuguese."""

import re
import time
from datetime import datetime, timedelta

from tests.browser.conftest import type_password
from tests.browser.pages import LAPTOP

NAME, FAMILY, PHONE = "Jurema", "Exemplo", "(203) 555-0123"
PETITION_PT, PETITION_EN = (
    "/pt-br/campanhas/ponha-no-papel/folha-de-contratacao/",
    "/en/campaigns/put-it-in-writing/hire-sheet/",
)
MEETING, TRACK = "Encontro de campanha", "Liderança de campanha"
PATIENCE = 40  # seconds until a message must be there


def text_message(page, base, number):
    """The text of the newest of at least `number` text messages that the demonstration "sent" to the phone."""
    for _ in range(PATIENCE * 2):
        page.goto(f"{base}/demo/outbox/")
        found = [row.inner_text() for row in page.locator(".outbox > li").all() if "555-0123" in row.inner_text()]
        if len(found) >= number:
            return found[0]
        time.sleep(0.5)
    raise AssertionError(f"{len(found)} of {number} messages after {PATIENCE} seconds")


def signatures(page, path):
    page.goto(path)
    return int(re.sub(r"\D", "", page.locator("#sign .count b").inner_text()))


def staff_page(visit, role):
    """Their laptop; without JavaScript too, whose calendar would lie over the button."""
    page = visit(viewport=LAPTOP, java_script_enabled=False).new_page()
    type_password(page, f"{role}@example.org")
    return page


def write_words(form, **words):
    for name, text in words.items():
        form.locator(f"[name={name}]").fill(text)


def fill_times(page, start, end):
    for name, moment in (("starts_at", start), ("ends_at", end)):
        page.locator(f"[name={name}]").fill(moment.strftime("%Y-%m-%d %H:%M"))


def publish(page):
    page.get_by_role("button", name="Publish").first.click()
    page.wait_for_url(lambda url: url.endswith("/admin/events/"))


def make_meeting(page):
    """The organizer makes a meeting of tomorrow, in Portuguese only, on one form."""
    page.goto("/admin/events/new/")
    write_words(page, title_pt_br=MEETING, summary_pt_br="A gente prepara o próximo passo.", town="Hartford")
    page.locator("[name=kind]").select_option("meeting")
    page.locator("[name=address]").fill("Rua Secreta 9")
    tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005  (typed as staff type it)
    fill_times(page, tomorrow, tomorrow + timedelta(hours=2))
    publish(page)


def begin_meeting(page):
    """The meeting is moved to now: nobody can be marked before the day."""
    page.goto("/admin/events/?q=Encontro")
    page.locator("main table a", has_text=MEETING).first.click()
    now = datetime.now()  # noqa: DTZ005  (typed as staff type it)
    fill_times(page, now - timedelta(hours=30), now + timedelta(hours=1))
    publish(page)


def sign(her, read_code):
    """She reads the campaign and signs."""
    her.goto("/pt-br/campanhas/ponha-no-papel/")
    assert her.locator("h1").is_visible()
    form = her.locator("#sign form")
    write_words(form, given_name=NAME, family_name=FAMILY, contact=PHONE)
    form.locator("button").click()
    her.wait_for_url("**/sign/code/**")
    her.locator("[name=code]").fill(read_code(1))
    her.locator("main form .btn").first.click()
    her.wait_for_url("**/sign/name/**")
    her.locator("main a[href*='/sign/thanks/']").click()


def join(her, read_code):
    """She becomes a member, from the page that thanks her."""
    her.locator("main a[href='/pt-br/join/']").first.click()
    form = her.locator("main form").first
    write_words(form, given_name=NAME, family_name=FAMILY, contact=PHONE)
    form.locator("[name=language][value=pt-br]").check()
    form.locator(".btn").click()
    her.locator("[name=code]").fill(read_code(2))
    her.locator("main form .btn").first.click()
    her.wait_for_url("**/member/welcome/")
    her.goto("/pt-br/member/")
    assert her.locator("#standing").inner_text() == "Você pediu para fazer parte"


def take_cash(treasurer):
    """The treasurer takes her dues; returns the number of the receipt."""
    treasurer.goto("/admin/cash/?q=0123")
    treasurer.locator(".cash-people a", has_text=f"{NAME} {FAMILY}").click()
    treasurer.locator("[name=amount]").fill("20")
    treasurer.get_by_role("button", name="Record it").click()
    return re.search(r"\d{4}-\d{4}", treasurer.locator("main h2").inner_text())[0]


def see_standing(her, receipt):
    her.goto("/pt-br/member/dues/")
    assert receipt in her.locator(".ledger").inner_text()
    her.goto("/pt-br/member/")
    assert her.locator("#standing").inner_text() == "Você está em dia"


def start_path_and_come(her):
    """She starts a path and saves her seat; the address shows from then on."""
    her.goto("/pt-br/member/tracks/")
    her.locator(".path-offer", has_text=TRACK).locator("button").click()
    her.goto("/pt-br/events/")
    her.locator(".listing h3 a", has_text=MEETING).click()
    assert "Rua Secreta 9" not in her.content()
    her.locator("#rsvp button").click()
    her.wait_for_url("**/rsvp/seat/**")
    assert "Rua Secreta 9" in her.locator(".facts").inner_text()
    her.goto("/pt-br/member/")
    assert MEETING in her.locator("main").inner_text()


def mark_that_she_came(organizer):
    organizer.goto("/admin/events/?q=Encontro")
    organizer.locator("main table a[href*='/guests/']").first.click()
    organizer.locator(".guest-list li", has_text=FAMILY).get_by_role("button", name="Came").click()
    organizer.locator(".guest-list .has-come", has_text=FAMILY).wait_for()


def read_guide(her):
    her.goto("/pt-br/guias-e-materiais/licenca-por-doenca/")
    her.locator("main form[action*='/guides/'] button").click()


def see_first_stage_done(her):
    her.goto("/pt-br/member/tracks/")
    stage = her.locator(".trail > li").first
    assert stage.get_attribute("class") == "done"
    assert stage.locator(".ticks > .ok").count() == 3
    assert her.evaluate("document.documentElement.scrollWidth") <= 360


def test_from_a_campaign_to_a_step_of_the_path(visit, plain_page, base, worker):
    organizer, reader, her = staff_page(visit, "organizer"), visit().new_page(), plain_page

    def read_code(number):
        return re.search(r"\b\d{6}\b", text_message(reader, base, number))[0]

    make_meeting(organizer)
    before = signatures(organizer, PETITION_EN)
    sign(her, read_code)
    assert (signatures(organizer, PETITION_EN), signatures(organizer, PETITION_PT)) == (before + 1, before + 1)
    join(her, read_code)
    see_standing(her, take_cash(staff_page(visit, "treasurer")))
    start_path_and_come(her)
    begin_meeting(organizer)
    mark_that_she_came(organizer)
    read_guide(her)
    see_first_stage_done(her)
