"""The pages that the browser tests open: every page type, in every language."""

from dataclasses import dataclass

LANGUAGES = ("en", "es", "pt-br")
HTML_LANG = {"en": "en", "es": "es", "pt-br": "pt-BR"}
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1440, "height": 900}
NARROWEST = {"width": 320, "height": 740}

# kind of page: its path after the prefix, in the order of LANGUAGES
PUBLIC = {
    "home": ("", "", ""),
    "programs": ("programs/", "programas/", "programas/"),
    "program": (
        "programs/justice-at-work/",
        "programas/justicia-en-el-trabajo/",
        "programas/justica-no-trabalho/",
    ),
    "about": ("about/", "quienes-somos/", "quem-somos/"),
    "contact": ("contact/", "contacto/", "contato/"),
    "media": ("media/", "en-los-medios/", "na-midia/"),
    "show": (
        "media/radio-two-saturdays-and-no-pay/",
        "en-los-medios/radio-dos-sabados-sin-pago/",
        "na-midia/radio-dois-sabados-sem-pagamento/",
    ),
    "library": ("resources/", "guias-y-materiales/", "guias-e-materiais/"),
    "guide": (
        "resources/hire-notice/",
        "guias-y-materiales/datos-de-tu-trabajo-por-escrito/",
        "guias-e-materiais/dados-do-trabalho-por-escrito/",
    ),
    "campaigns": ("campaigns/", "campanas/", "campanhas/"),
    "campaign": (
        "campaigns/put-it-in-writing/",
        "campanas/por-escrito/",
        "campanhas/ponha-no-papel/",
    ),
    "petition": (
        "campaigns/put-it-in-writing/hire-sheet/",
        "campanas/por-escrito/hoja-de-contratacion/",
        "campanhas/ponha-no-papel/folha-de-contratacao/",
    ),
    "sign": ("petitions/hire-sheet/sign/",) * 3,
    "events": ("events/",) * 3,
    "event": ("events/rights-training/",) * 3,
    "full-event": ("events/wage-clinic/",) * 3,
    "come": ("events/rights-training/rsvp/",) * 3,
    "join": ("join/", "join/", "join/"),
    "goodbye": ("member/goodbye/",) * 3,
    "help": ("get-help/", "get-help/", "get-help/"),
    "found": ("search/?q=work", "search/?q=trabajo", "search/?q=trabalho"),
    "nothing-found": ("search/?q=zzzz", "search/?q=zzzz", "search/?q=zzzz"),
    "404": ("nothing-here/", "nothing-here/", "nothing-here/"),
    "log-in": ("account/login/", "account/login/", "account/login/"),
    "password": ("account/login/password/", "account/login/password/", "account/login/password/"),
}
# Pages that need a session: who has one is the fixture of the same name in conftest.py.
PRIVATE = {
    "code": ("account/login/code/confirm/",) * 3,
    "account": ("account/",) * 3,
    "second-step": ("account/2fa/",) * 3,
    "sessions": ("account/sessions/",) * 3,
}
# The member area, each page by its path after member/.
MEMBER = {"": "overview", "dues/": "dues", "events/": "own-events", "petitions/": "own-petitions", "tracks/": "path"}
MEMBER |= {"card/": "card", "break/": "break", "leave/": "leave"}
MEMBER |= {"profile/": "profile", "privacy/": "own-data", "privacy/erase/": "erase"}
PRIVATE |= {kind: (f"member/{path}",) * 3 for path, kind in MEMBER.items()}
SESSION_OF = {"code": "code_session"} | dict.fromkeys(MEMBER.values(), "member_session")


@dataclass(frozen=True)
class Place:
    """One page in one language."""

    kind: str
    language: str
    path: str

    def __str__(self):
        return f"{self.kind}-{self.language}"

    @property
    def session(self):
        """The name of the session that opens it; none for a public page."""
        if self.kind in PUBLIC:
            return None
        return SESSION_OF.get(self.kind, "editor_session")

    @property
    def status(self):
        return 404 if self.kind == "404" else 200


def places(*kinds):
    """The pages of these kinds in all languages, language by language."""
    known = PUBLIC | PRIVATE
    return [
        Place(kind, language, f"/{language}/{known[kind][number]}")
        for number, language in enumerate(LANGUAGES)
        for kind in kinds
    ]


PUBLIC_PLACES = places(*PUBLIC)
ALL_PLACES = places(*PUBLIC, *PRIVATE)
