from allauth.mfa.base.views import IndexView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


class SecondStepView(IndexView):
    """The person whose login it is. Staff led here from the editor read why."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        needed = settings.STAFF_NEED_SECOND_FACTOR and user.has_perm("wagtailadmin.access_admin")
        return super().get_context_data(**kwargs) | {"is_missing": needed and not is_mfa_enabled(user)}
