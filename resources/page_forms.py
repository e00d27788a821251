from wagtail.admin.forms import WagtailAdminPageForm

from resources.rules import NOT_APPROVED, TWICE


class ResourcePageForm(WagtailAdminPageForm):
    def clean(self):
        """Says at the field what the page and the database would refuse: a second face, or one without approval."""
        cleaned = super().clean()
        resource = cleaned.get("resource")
        if resource and resource.faces.filter(locale=self.instance.locale).exclude(pk=self.instance.pk).exists():
            self.add_error("resource", TWICE)
        if resource and "action-publish" in self.data and not resource.is_cleared:
            self.add_error("resource", NOT_APPROVED)
        return cleaned
