"""What administrators should know when they open the editor; nothing when all is well."""

from datetime import timedelta

from django.utils import timezone
from wagtail.admin.ui.components import Component

from membership.enums import MessageState
from membership.models import Message
from membership.services.factors import lacks_administrators

LATELY = timedelta(days=7)


class WatchPanel(Component):
    order = 20
    template_name = "membership/admin/watch.html"

    def get_context_data(self, parent_context):
        failed = Message.objects.filter(state=MessageState.FAILED, created_at__gte=timezone.now() - LATELY)
        return super().get_context_data(parent_context) | {
            "lacks_administrators": lacks_administrators(),
            "failed": failed.count(),
        }
