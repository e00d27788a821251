"""What allauth says when something is wrong, in our words. Its own words for these are never shown."""

from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("That code did not work. Use the last one we sent, or ask for another.")
WRONG_FACTOR = _("That did not work. Write the code that your app shows now, or use your passkey again.")
TOO_MANY_TRIES = _("That was too many tries. To protect your account, wait a few minutes or call us.")
WRONG_PASSWORD = _("This contact and this password do not go together. Try again, or log in with a code.")
ONE_IS_ENOUGH = _("Give us a mobile number or an e-mail. One is enough.")
TAKEN = _("Somebody else logs in with this contact already. Use another one, or call us.")
NO_TEXT_MESSAGES = _("We cannot send text messages right now. Write your e-mail, or call us.")
CANNOT_LOG_IN = _("You cannot log in with this account now. Call us.")
NOT_AN_EMAIL = _("This is not an e-mail address. Write it like name@example.org.")
OUT_OF_DATE = _("This has run out. Start again.")

ACCOUNT_ERRORS = {
    "account_inactive": CANNOT_LOG_IN,
    "email_password_mismatch": WRONG_PASSWORD,
    "phone_password_mismatch": WRONG_PASSWORD,
    "username_password_mismatch": WRONG_PASSWORD,
    "email_taken": TAKEN,
    "phone_taken": TAKEN,
    "enter_current_password": _("Write the password that you have now."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("That password did not work. Try again."),
    "invalid_or_expired_key": OUT_OF_DATE,
    "invalid_login": ONE_IS_ENOUGH,
    "too_many_login_attempts": TOO_MANY_TRIES,
    "select_only_one": _("Write only one: the number or the e-mail."),
    "same_as_current": _("You log in with this one already."),
    "rate_limited": TOO_MANY_TRIES,
}
FACTOR_ERRORS = {
    "cannot_delete_authenticator": _("Your work here needs a second step. You cannot turn it off."),
    "cannot_generate_recovery_codes": _("Set up an app or a passkey first. Then you can make spare codes."),
    "incorrect_code": WRONG_FACTOR,
    "unverified_email": _("First confirm your e-mail: ask for a code on the e-mail page. Then set up the second step."),
}
REAUTHENTICATION_WAYS = {
    "reauthenticate": _("Write my password"),
    "mfa_reauthenticate": _("Write a code of my app, or a spare code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}
