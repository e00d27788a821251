"""Wagtail's list of users, for logins that may have a mobile number instead of an e-mail."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from membership.forms.staff import StaffUserCreateForm, StaffUserEditForm
from membership.services.factors import factors_of


class StaffIndexView(IndexView):
    search_fields = ["name", "email", "phone"]
    default_ordering = "name"

    @cached_property
    def columns(self):
        """Wagtail's, with the contacts in place of the random handle."""
        contacts = [
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("phone", label=_("Mobile number"), sort_key="phone", classname="when-wide"),
        ]
        select, name, _handle, *rest = super().columns
        name.sort_key = "name"
        name.accessor = str
        return [select, name, *contacts, *rest]

    def order_queryset(self, queryset):
        """Wagtail would order "name" by first and last name."""
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)


class StaffCreateView(CreateView):
    page_title = _("Add a person who may log in")


class StaffEditView(EditView):
    @cached_property
    def header_more_buttons(self):
        """Administrators help whoever lost the second factor; themselves they cannot."""
        buttons = super().header_more_buttons
        if self.request.user.is_superuser and not self.editing_self and factors_of(self.object).exists():
            url = reverse("reset_factor", args=[self.object.pk])
            buttons.append(Button(_("Reset the second factor"), url=url, icon_name="key", priority=30))
        return buttons

    def get_page_subtitle(self):
        return str(self.object)


class StaffUserViewSet(UserViewSet):
    ordering = "name"
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update=False):
        return StaffUserEditForm if for_update else StaffUserCreateForm
