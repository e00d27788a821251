from allauth.account.views import RequestLoginCodeView
from django.db import IntegrityError
from django.shortcuts import redirect

from membership.forms.join import JoinForm
from membership.models import User
from membership.sessions import remember_joining


class JoinView(RequestLoginCodeView):
    """Anybody. A contact that we know gets the same answer as a new one: the code decides who comes in."""

    template_name = "membership/join.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("member_welcome")
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return JoinForm

    def form_valid(self, form):
        remember_joining(self.request, form.cleaned_data)
        if form._user is None:
            form._user = login_for(form.cleaned_data)
        return super().form_valid(form)


def login_for(contact):
    """A new login with this contact; the one that somebody else made of it a moment before; None for a blocked one."""
    email, phone = contact["email"] or None, contact["phone"] or None
    try:
        return User.objects.create_user(email=email, phone=phone)
    except IntegrityError:
        return User.objects.filter(email=email, phone=phone, is_active=True).first()
