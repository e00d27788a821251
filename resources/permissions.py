from wagtail.models import PagePermissionTester


class NoCopyPermissionTester(PagePermissionTester):
    """Wagtail's answers about one page and one user, but for copying: nobody copies it."""

    def can_copy(self):
        return False

    def can_copy_to(self, destination, recursive=False):
        return False
