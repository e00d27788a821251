import pytest

PAGES = [
    ("/en/", "We do the work."),
    ("/es/", "El trabajo es nuestro."),
    ("/pt-br/", "O trabalho é nosso."),
    ("/en/programs/justice-at-work/", "You worked."),
    ("/es/programas/justicia-en-el-trabajo/", "Trabajaste."),
    ("/pt-br/programas/justica-no-trabalho/", "Você trabalhou."),
]


@pytest.mark.parametrize(("path", "words"), PAGES, ids=[path for path, _ in PAGES])
def test_page_speaks_its_language(site, client, path, words):
    response = client.get(path)
    assert response.status_code == 200
    assert words in response.content.decode()
