"""Everything that a person reads is said in Spanish and Portuguese too, and in their voice (VOICE.md)."""

import re
import string

import pytest
from babel.messages.pofile import read_po, write_po

from portal import catalogues
from portal.catalogues import compile_catalogues, gathered, read_catalogue, untranslated, update_catalogue

LOCALES = ("es", "pt_BR")
PERCENT = re.compile(r"%\((\w+)\)[sd]")
# The reader is tú: these are usted's words.
USTED = [
    "usted",
    "ustedes",
    "su cuenta",
    "ingrese",
    "haga clic",
    "introduzca",
    "seleccione",
    "escriba",
    "confirme su",
    "por favor ingrese",
]
NOT_OUR_SPANISH = [
    "someter",
    "clic aquí",
    "inválido",
    "inválida",
    "ordenador",
    "móvil",
    "obrero",
    "salvar",
    "hogar",
    "estatus",
    "ilegal",
    "vosotros",
]
NOT_OUR_PORTUGUESE = [
    "equipa", "ficheiro", "ecrã", "telemóvel", "palavra-passe", "partilhar", "registo", "utilizador", "utilizadores",
    "descarregar", "submeter", "inválido", "inválida", "deslogar", "clique aqui", "contacto",
    "facto", "autocarro", "pequeno-almoço", "está a fazer",
]  # fmt: skip


@pytest.fixture(scope="module")
def template():
    return gathered()


def texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def ids(message):
    return message.id if isinstance(message.id, tuple) else (message.id,)


def messages(locale):
    return [message for message in read_catalogue(locale) if message.id and all(texts(message))]


def placeholders(text):
    braces = {name for _, name, _, _ in string.Formatter().parse(text.replace("%%", "")) if name}
    return braces | set(PERCENT.findall(text))


@pytest.mark.parametrize("locale", LOCALES)
def test_catalogue_is_complete(template, locale):
    assert len(template) > 100
    assert untranslated(locale, template) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_catalogue_holds_no_dead_and_no_doubtful_sentence(template, locale):
    catalogue = read_catalogue(locale)
    dead = [message.id for message in catalogue if message.id and template.get(message.id, message.context) is None]
    assert (dead, [message.id for message in catalogue if message.id and message.fuzzy]) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
def test_translation_keeps_the_placeholders(locale):
    wrong = [
        (message.id, text)
        for message in messages(locale)
        for text in texts(message)
        if placeholders(text) not in [placeholders(one) for one in ids(message)]
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translation_ends_as_its_sentence_does(locale):
    """A full stop that is lost is seen by every reader."""
    ends = [(ids(message)[0], texts(message)[0]) for message in messages(locale)]
    assert [pair for pair in ends if pair[0].endswith(".") and pair[1][-1] not in ".!?"] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_short_translation_fits_a_button(locale):
    """Spanish and Portuguese run longer; more than twice as long breaks a row at 360 px."""
    short = [
        (message.id, text) for message in messages(locale) for text in texts(message) if len(str(message.id)) <= 14
    ]
    assert [pair for pair in short if len(pair[1]) > 34] == []


def says(word, text):
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("es", USTED), ("es", NOT_OUR_SPANISH), ("pt_BR", NOT_OUR_PORTUGUESE)],
    ids=["usted", "Spanish", "Portuguese of Portugal"],
)
def test_translation_speaks_in_our_voice(locale, words):
    found = [
        (word, text) for message in messages(locale) for text in texts(message) for word in words if says(word, text)
    ]
    assert found == []


def test_buttons_are_those_of_brazil():
    said = {text for message in messages("pt_BR") for text in texts(message)}
    assert said & {"Guardar", "Eliminar", "Submeter", "Partilhar", "Carregar"} == set()


def test_new_sentence_comes_in_empty_and_a_dead_one_goes(tmp_path, template):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "Fuera"\n\nmsgid "Log in"\nmsgstr "Entrar"\n'
    )
    assert "Save" not in [message.id for message in read_catalogue("es", tmp_path)]
    update_catalogue("es", template, tmp_path)
    updated = read_catalogue("es", tmp_path)
    assert (updated.get("Gone"), updated.get("Log in").string) == (None, "Entrar")
    assert len(untranslated("es", template, tmp_path)) == len(template) - 1


def test_catalogue_is_compiled_once(tmp_path):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(b"")
    with (folder / "django.po").open("wb") as file:
        write_po(file, read_catalogue("es"))
    assert (compile_catalogues(tmp_path), compile_catalogues(tmp_path)) == (["es"], [])
    assert (folder / "django.mo").stat().st_size > 1000


def test_fuzzy_sentence_counts_as_missing(tmp_path, template):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (catalogues.LOCALE / "es/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    catalogue.get("Log in").flags.add("fuzzy")
    with (folder / "django.po").open("wb") as file:
        write_po(file, catalogue)
    assert "Log in" in untranslated("es", template, tmp_path)
