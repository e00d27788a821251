from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from membership import sms
from membership.access import member_of


@method_decorator([never_cache, login_required], name="dispatch")
class AccountHomeView(TemplateView):
    """The person whose login it is: how they are reached, what protects the account, where it is open."""

    template_name = "account/home.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "email_verified": EmailAddress.objects.filter(user=user, verified=True).exists(),
            "has_second_factor": is_mfa_enabled(user),
            "sessions": len(UserSession.objects.purge_and_list(user)),
            "is_editor": user.has_perm("wagtailadmin.access_admin"),
            "can_text": sms.is_available(),
            "is_member": member_of(self.request) is not None,
        }
