from django.test import Client

from membership.models import User


def logged_in(email):
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_member_at_the_editor_gets_a_page_and_no_loop(site):
    response = logged_in("member@example.org").get("/admin/pages/", HTTP_ACCEPT_LANGUAGE="es")
    assert response.status_code == 403
    assert "No puedes abrir esta página" in response.content.decode()


def test_staff_get_in(site):
    assert logged_in("editor@example.org").get("/admin/").status_code == 200


def test_nobody_is_led_to_the_log_in(site, client):
    assert client.get("/admin/").url == "/en/account/login/?next=/admin/"
