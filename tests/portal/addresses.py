"""Who may come to which address: one rule for every named address of the site, held by `test_walk.py`.

A new address needs a line here: whom it is for, what it is made of, what a look and an empty form get there. What
others get follows from where it stands: the editor, the member area, the account, the public site.
"""

from tests.portal.kinds import (
    ADMINISTRATOR,
    CAMPAIGNS,
    CONTENT,
    EDITOR,
    EVERYBODY,
    LOGIN,
    MONEY,
    PEOPLE,
    TABLE,
    Rule,
    chooser,
    closed,
    editor,
    holder,
    logged_in,
    members,
    public,
    records,
    visitors_only,
)

# Who has no right to the library's files, and is no member.
NO_MEMBERS = ("nobody", "organizer", "treasurer", "collector")

SITE = {
    "root": public(get=302),
    "wagtail_serve": public("root"),
    "search": public(),
    "sitemap": public(post=200),
    "robots": public(),
    "security_txt": public(),
    "live": public(),
    "ready": public(),
    "media": public("file_name", get=404),
    "guide_file": public("guide.pk", **dict.fromkeys(NO_MEMBERS, (403, 405))),
    "guide_read": logged_in("guide.pk", 405, 302, **dict.fromkeys(NO_MEMBERS, (405, 404)) | {"nobody": (405, LOGIN)}),
    "wagtaildocs_serve": public("guide.file_id file_name", post=200, **dict.fromkeys(NO_MEMBERS, 403)),
    "wagtaildocs_authenticate_with_password": closed("one"),
    "wagtailcore_authenticate_with_password": closed("one page.pk"),
    "wagtailcore_login": public(get=302, post=302),
    "demo": public(),
    "demo_become": public("role", get=405, post=302),
    "demo_outbox": public(),
}

ACCOUNT = {
    "account_home": logged_in(),
    "account_login": visitors_only(),
    "account_login_password": visitors_only(),
    "account_request_login_code": visitors_only(),
    "account_confirm_login_code": visitors_only(302, 302),
    "account_logout": logged_in(post=302, nobody=302),
    "account_signup": public(get=302, post=302),
    "account_inactive": public(),
    "account_email": logged_in(get=302, post=302, owner=200),
    "account_confirm_email_change": logged_in(get=302, post=302),
    "account_change_phone": logged_in(post=200),
    "account_verify_phone": logged_in(get=302, post=302, nobody=302),
    "account_undo_contact": holder("undo", post=302),
    # Zoraida has nothing to prove herself by again: her only contact is not confirmed.
    "account_reauthenticate": logged_in(post=200, owner=403),
    "account_change_password": closed(),
    "account_set_password": closed(),
    "account_reset_password": closed(),
    "account_reset_password_done": closed(),
    "account_reset_password_from_key": closed("role role"),
    "account_reset_password_from_key_done": closed(),
    "account_confirm_email": closed("role"),
    "account_email_verification_sent": closed(),
    "usersessions_list": logged_in(post=302),
    "mfa_index": logged_in(),
    "mfa_authenticate": Rule(frozenset(), others=visitors_only().others | {"nobody": 302}),
    "mfa_login_webauthn": Rule(frozenset(), others=visitors_only().others | {"nobody": 302}),
    "mfa_reauthenticate": logged_in(get=302, post=302, owner=403),
    "mfa_reauthenticate_webauthn": logged_in(get=302, post=302, owner=403),
    "mfa_activate_totp": logged_in(get=302, post=302),
    "mfa_deactivate_totp": logged_in(get=404, post=404),
    "mfa_view_recovery_codes": logged_in(get=404),
    "mfa_download_recovery_codes": logged_in(get=404, post=404),
    "mfa_generate_recovery_codes": logged_in(get=302, post=302, owner=200),
    "mfa_list_webauthn": logged_in(),
    "mfa_add_webauthn": logged_in(get=302, post=302),
    "mfa_edit_webauthn": logged_in("one", 302, 302, owner=404),
    "mfa_remove_webauthn": logged_in("one", 302, 302, owner=404),
}

MEMBER = {
    "join": Rule(frozenset({"nobody"}), post=200, others=dict.fromkeys(EVERYBODY - {"nobody"}, 302)),
    "member_home": members(),
    "member_dues": members(),
    "member_events": members(),
    "member_petitions": members(),
    "member_tracks": members(),
    "member_track_start": members("track.slug", 405, 302),
    "member_track_leave": members("track.slug", 405, 302),
    "member_profile": members(post=200),
    "member_welcome": members(post=200),
    "member_name": logged_in(post=200),
    "member_privacy": members(),
    "member_download": members(),
    "member_erase": members(post=302),
    "member_goodbye": public(),
}

CAMPAIGN = {
    "petition_sign": public("petition.slug", post=200, stranger=(200, 302), owner=(200, 302)),
    "petition_code": holder("petition.slug code_of_signature", post=200),
    "petition_appear": holder("petition.slug own_signature", post=302, owner=(200, 200)),
    "petition_thanks": holder("petition.slug own_signature"),
    "petition_withdraw": holder("petition.slug own_signature", get=405, post=302),
    "events": public(),
    "event": public("event.slug"),
    "event_calendar": public("event.slug"),
    "events_calendar": public("language"),
    "event_rsvp": public("event.slug", post=200, stranger=(200, 302), owner=(200, 302)),
    "event_code": holder("event.slug code_of_rsvp", post=200),
    "event_seat": holder("event.slug own_seat", post=302),
    "event_cancel": holder("event.slug own_seat", get=405, post=302),
}

STAFFS = {
    **records("alerts", "alert", CONTENT),
    **records("legal-checks", "check", CONTENT, deleted=EDITOR),
    **records("guides", "guide", CONTENT, deleted=EDITOR),
    **records("topics", "topic", CONTENT),
    **chooser("guide_chooser", "guide", CONTENT),
    "guides_to_review": editor(CONTENT),
    "guides_to_review_results": editor(CONTENT),
    **records("campaigns", "campaign", CAMPAIGNS, deleted=EDITOR),
    **records("petitions", "petition", CAMPAIGNS, deleted=EDITOR),
    **records("grants", "grant", CAMPAIGNS),
    **records("events", "event", CAMPAIGNS),
    **records("signatures", "signature", CAMPAIGNS),
    "signatures:add": editor(frozenset()),
    "signatures:delete": editor(frozenset(), "signature.pk"),
    **chooser("campaign_chooser", "campaign", CAMPAIGNS),
    **chooser("petition_chooser", "petition", CAMPAIGNS),
    "event_guests": editor(CAMPAIGNS, "event.pk"),
    "event_walk_in": editor(CAMPAIGNS, "event.pk", 405, 200),
    "event_came": editor(CAMPAIGNS, "event.pk person.handle", 405, 302),
    "event_not_came": editor(CAMPAIGNS, "event.pk person.handle", 405, 302),
    "event_give_address": editor(CAMPAIGNS, "event.pk person.handle", 405, 302),
    **records("tracks", "track", CAMPAIGNS, delete=ADMINISTRATOR),
    **records("track-stages", "stage", CAMPAIGNS),
    **records("track-steps", "step", CAMPAIGNS),
    "who_is_where": editor(CAMPAIGNS),
    "who_is_where_results": editor(CAMPAIGNS),
    "person_path": editor(CAMPAIGNS, "person.handle"),
    "sign_off": editor(CAMPAIGNS, "person.handle step.pk", 405, 302),
    "people:index": editor(PEOPLE),
    "people:index_results": editor(PEOPLE),
    "people:inspect": editor(PEOPLE, "person.pk"),
    "people:add": editor(ADMINISTRATOR, post=200),
    "people:edit": editor(ADMINISTRATOR, "person.pk", post=200),
    "people:delete": editor(ADMINISTRATOR, "person.pk", post=200),
    "people:history": editor(ADMINISTRATOR, "person.pk"),
    "people:history_results": editor(ADMINISTRATOR, "person.pk"),
    "people:find_double": editor(ADMINISTRATOR, "person.pk"),
    "people:merge": editor(ADMINISTRATOR, "person.pk twin.pk", post=302),
    **records("dues-rates", "rate", MONEY, delete=ADMINISTRATOR),
    "cash_find": editor(TABLE),
    "cash_new": editor(TABLE, post=200),
    "cash_take": editor(TABLE, "person.handle", post=200),
    # The treasurer took it in, and it lies in her batch.
    "cash_receipt": editor(MONEY, "payment.key", collector=(404, 405)),
    "cash_receipt_send": editor(MONEY, "payment.key", 405, 200, collector=(405, 404)),
    "cash_batches": editor(TABLE),
    "cash_batch": editor(MONEY, "batch.pk", collector=(404, 405)),
    "cash_batch_count": editor(MONEY, "batch.pk", 405, 200, collector=(405, 404)),
    "cash_batch_confirm": editor(MONEY, "batch.pk", 405, 302),
    "cash_batch_deposit": editor(MONEY, "batch.pk", 405, 200),
}

RULES = {**SITE, **ACCOUNT, **MEMBER, **CAMPAIGN, **STAFFS}

# Wagtail's and its companions' own screens, by how their names begin: all for staff of the editor, nobody else.
LIBRARIES = {
    "wagtail_bulk_action",
    "wagtail_localize:",
    "wagtailadmin_",
    "wagtaildocs:",
    "wagtaildocs_chooser:",
    "wagtailembeds:",
    "wagtailimages:",
    "wagtailimages_chooser:",
    "wagtaillocales:",
    "wagtailredirects:",
    "wagtailsettings:",
    "wagtailsites:",
    "wagtailsnippets:",
    "wagtailusers_groups:",
    "wagtailusers_users:",
}

# Those of them that open without a login: what every form of the editor loads, and doors that are shut.
OPEN_IN_EDITOR = {
    "wagtailadmin_javascript_catalog": 200,
    "wagtailadmin_sprite": 200,
    "wagtailadmin_login": 302,
    "wagtailadmin_password_reset": 404,
    "wagtailadmin_password_reset_done": 404,
    "wagtailadmin_password_reset_confirm": 404,
    "wagtailadmin_password_reset_complete": 404,
}

# Addresses without a name, as they stand in the list of addresses.
NAMELESS = {
    r"^documents/\d{19,}/": "nobody",
    "admin/login/": "everybody: leads to our log-in",
    "admin/account/": "staff of the editor, about their own login",
    "admin/test404/": "staff of the editor: a page that is not there",
    "admin/^.*/$": "staff of the editor: all that is not there",
    "en/account/^(?:password|confirm-email)/": "nobody",
    "favicon.ico": "everybody",
}

# What only some may read of one person, on any page.
READS = {
    "nobody": set(),
    "stranger": set(),
    "editor": set(),
    "organizer": {"name", "number", "address"},
    "treasurer": {"name", "number", "amount", "receipt"},
    "collector": {"name"},
    "administrator": {"name", "number", "e-mail", "amount", "receipt", "address"},
    "owner": {"name", "number", "e-mail", "amount", "receipt", "address"},
}
