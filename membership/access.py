"""For whom somebody who is logged in acts."""

from membership.models import Person


def member_of(request):
    """The member that `request` acts for; None for visitors and for logins of nobody. Asked once a request."""
    if request is None or not request.user.is_authenticated:
        return None
    if not hasattr(request, "_member"):
        request._member = Person.objects.of_login(request.user).members().first()
    return request._member
