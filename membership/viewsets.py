"""Wagtail's list of users, for logins that may have a mobile number instead of an e-mail."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from membership.forms.staff import StaffUserCreateForm, StaffUserEditForm


class StaffIndexView(IndexView):
    search_fields = ["name", "email", "phone"]
    default_ordering = "name"

    @cached_property
    def columns(self):
        """Wagtail's, with the contacts in place of the random handle."""
        contacts = [
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("phone", label=_("Mobile number"), sort_key="phone"),
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
    def get_page_subtitle(self):
        return str(self.object)


class StaffUserViewSet(UserViewSet):
    ordering = "name"
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update=False):
        return StaffUserEditForm if for_update else StaffUserCreateForm
