from django.conf import settings


def center(request):
    """What every template may print: the center's pack, the site's own address, and whether this is a demonstration."""
    names = ("CENTER", "BASE_URL", "DEMO", "DEMO_PUBLIC")
    return {name: getattr(settings, name) for name in names}
