"""How allauth does things here: contacts, messages, sessions, second factors."""

from email.utils import formataddr, parseaddr

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from membership import notices, sms
from membership.forms.fields import PhoneField
from membership.models import Person, User
from membership.services.contacts import confirm_phone, set_phone
from membership.sessions import ANSWER_KEY, WELCOME_KEY, limit_session
from membership.words import ACCOUNT_ERRORS, FACTOR_ERRORS, REAUTHENTICATION_WAYS


def display(user):
    """What the person knows of this login: never its random handle."""
    return user.name or user.email or user.phone


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        own_phone = request.session.pop(ANSWER_KEY, False)
        super().login(request, user)
        limit_session(request, own_phone)

    def get_login_redirect_url(self, request):
        """Members to their own space (new ones to the welcome), staff to the editor, others to their account."""
        if request.session.pop(WELCOME_KEY, False):
            return reverse("member_welcome")
        if Person.objects.of_login(request.user).members().exists():
            return reverse("member_home")
        return reverse("wagtailadmin_home" if request.user.has_perm("wagtailadmin.access_admin") else "account_home")

    # Phones

    def phone_form_field(self, **kwargs):
        return PhoneField(**kwargs)

    def get_phone(self, user):
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user, phone, verified):
        set_phone(user, phone, verified=verified)

    def get_user_by_phone(self, phone):
        return User.objects.filter(phone=phone, is_active=True).first()

    def set_phone_verified(self, user, phone):
        """Called by log-in by code and by a change of number.

        A code that was asked for before the number changed must not write the old number back: only somebody logged in
        changes a number.
        """
        if user.phone == phone:
            confirm_phone(user)
        elif self.request.user.is_authenticated:
            old = user.phone
            set_phone(user, phone, verified=True)
            notices.tell_of_changed_contact(self.request, user, field="phone", old=old)

    # Messages

    def send_mail(self, template_prefix, email, context):
        """Without allauth's name and address of the website: letters say no more than they must."""
        self.render_mail(template_prefix, email, {"center": settings.CENTER, "email": email} | context).send()

    def get_from_email(self):
        return formataddr((settings.CENTER.short_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        center = settings.CENTER.short_name
        sms.send_sms(phone, _("{center}: Your code is {code}. Give it to nobody.").format(center=center, code=code))

    def send_unknown_account_sms(self, phone, **kwargs):
        center = settings.CENTER.short_name
        sms.send_sms(phone, _("{center}: Nobody logs in with this number. Try your e-mail.").format(center=center))

    def send_account_already_exists_sms(self, phone):
        center = settings.CENTER.short_name
        sms.send_sms(phone, _("{center}: You have an account already. Log in with this number.").format(center=center))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """A change of the second factor: told by e-mail, or by text message to who has no e-mail. No IP, no browser."""
        email = email or EmailAddress.objects.get_primary_email(user)
        if email:
            self.send_mail(template_prefix, email, context or {})
        else:
            notices.tell_by_text_message(user.phone)

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": REAUTHENTICATION_WAYS[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Stock allauth counts wrong passwords of all phone numbers together: a stranger would lock out everybody."""
        contact = credentials.get("email") or credentials.get("phone") or ""
        return f"{request.get_host()}:{contact.lower()}"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | FACTOR_ERRORS

    def get_totp_label(self, user):
        return user.email or user.phone

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {
            "name": user.email or user.phone,
            "display_name": display(user),
        }

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.CENTER.short_name}

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey {number}").format(number=number)

    def can_delete_authenticator(self, authenticator):
        """Staff keep at least one second factor where they need one."""
        if not (settings.STAFF_NEED_SECOND_FACTOR and authenticator.user.has_perm("wagtailadmin.access_admin")):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
