from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel

from membership.forms.staff import OwnNameForm


class OwnNamePanel(BaseSettingsPanel):
    name = "own_name"
    title = _("Name")
    order = 100
    form_class = OwnNameForm


@method_decorator(require_admin_access, name="dispatch")
class StaffAccountView(AccountView):
    """Staff's own preferences. Wagtail's panel demands a first and a last name, which a login does not have."""

    def get_panels(self):
        user = self.request.user
        stock = [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
        return [OwnNamePanel(self.request, user, None), *stock]
