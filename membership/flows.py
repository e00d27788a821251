"""Own journeys beside allauth's: a change of e-mail by a code to the new address."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings

from membership import notices
from membership.models import User
from membership.services.contacts import set_email

MAX_ATTEMPTS = 3


class ChangeEmailProcess(AbstractCodeVerificationProcess):
    """State in the session until the code is read back. Nothing is written before.

    A taken address gets a letter that says so, and a code that nothing matches: the page does not tell.
    """

    SESSION_KEY = "membership_change_email"

    def __init__(self, request, state):
        self.request = request
        timeout = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        super().__init__(max_attempts=MAX_ATTEMPTS, timeout=timeout, state=state, user=request.user)

    @classmethod
    def initiate(cls, request, email):
        process = cls(request, cls.initial_state(user=request.user, email=email))
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request):
        """The process under way, or None when there is none, it is another user's or it has run out."""
        state = request.session.get(cls.SESSION_KEY)
        if not state or state["user_id"] != str(request.user.pk):
            return None
        return cls(request, state).abort_if_invalid()

    @property
    def email(self):
        return self.state["email"]

    def send(self):
        adapter = get_adapter()
        self.state["code"] = ""
        if User.objects.filter(email=self.email).exclude(pk=self.user.pk).exists():
            adapter.send_account_already_exists_mail(self.email)
        else:
            self.state["code"] = adapter.generate_email_verification_code()
            adapter.send_mail("account/email/change_code", self.email, {"code": self.code})

    def persist(self):
        self.request.session[self.SESSION_KEY] = self.state

    def abort(self):
        self.request.session.pop(self.SESSION_KEY, None)

    def finish(self):
        """Writes the e-mail and tells the old one. Raises ContactTakenError."""
        old = self.user.email
        self.abort()
        set_email(self.user, self.email)
        if old != self.email:
            notices.tell_of_changed_contact(self.request, self.user, field="email", old=old)
