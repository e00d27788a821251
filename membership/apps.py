from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class MembershipConfig(AppConfig):
    name = "membership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from membership import checks, person_lines, receivers  # noqa: F401  (registers them)
        from membership.keeping import declarations

        for model in declarations():
            model.wagtail_reference_index_ignore = True  # people are nobody's content: each save would be searched


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's list of users, for logins that may have a mobile number instead of an e-mail."""

    user_viewset = "membership.viewsets.StaffUserViewSet"
