"""The roles of staff, and the logins of a demonstration."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
LIBRARY_RIGHTS = [  # Wagtail asks for those of its own models, also for ours
    *(("wagtailimages", f"{verb}_image") for verb in ("add", "change", "choose")),
    *(("wagtaildocs", f"{verb}_document") for verb in ("add", "change", "choose")),
]
ACCESS = ("wagtailadmin", "access_admin")
ALL = ("add", "change", "delete", "view")


def rights(app, model, verbs=ALL):
    return [(app, f"{verb}_{model}") for verb in verbs]


# What each role may do in the editor; pages and the library are for those named in EDITS_PAGES.
ROLES = {
    "Editor": [
        ACCESS,
        ("wagtail_localize", "submit_translation"),
        *rights("home", "alert"),
        *rights("home", "lawreview"),
        *rights("home", "sitefacts", ["change"]),
        *rights("home", "footer", ["change"]),
        *rights("wagtailredirects", "redirect"),
        *rights("resources", "resource"),
        *rights("resources", "topic"),
    ],
    "Organizer": [
        ACCESS,
        ("wagtail_localize", "submit_translation"),
        *rights("campaigns", "campaign"),
        *rights("campaigns", "petition"),
        *rights("campaigns", "grant"),
        *rights("campaigns", "signature", ["change", "view"]),
        *rights("campaigns", "event"),
        *rights("campaigns", "rsvp", ["change", "view"]),
        *rights("membership", "person", ["view"]),
        *rights("membership", "leadershiptrack", ["add", "change", "view"]),
        *rights("membership", "trackstage"),
        *rights("membership", "trackstep"),
        *rights("membership", "enrollment", ["view"]),
        *rights("membership", "participation", ["add"]),
    ],
    "Treasurer": [
        ACCESS,
        *rights("membership", "person", ["view"]),
        *rights("membership", "payment", ["add", "view", "reverse"]),
        ("membership", "close_books"),
        *rights("membership", "cashbatch", ["view", "change"]),
        *rights("membership", "duesrate", ["add", "change", "view"]),
        *rights("membership", "duessettings", ["change"]),
    ],
    "Collector": [ACCESS, *rights("membership", "payment", ["add"])],
}
EDITS_PAGES = {"Editor"}


def permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def ensure_roles():
    """The groups of staff with exactly their rights; run again it repairs them. Wagtail's own two groups go."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    groups = {}
    for name, wanted in ROLES.items():
        groups[name], _ = Group.objects.get_or_create(name=name)
        groups[name].permissions.set([permission(*right) for right in wanted])
        if name in EDITS_PAGES:
            open_pages_and_library(groups[name])
    return groups


def open_pages_and_library(group):
    root, library = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in PAGE_RIGHTS:
        right = permission("wagtailcore", codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    for right in LIBRARY_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission(*right))


def make_demo_logins(password):
    """One login for each role, at an address that cannot exist (RFC 2606), all with `password`."""
    roles = {"administrator": None} | {name.lower(): group for name, group in ensure_roles().items()}
    return [make_login(f"{role}@example.org", role, group, password) for role, group in roles.items()]


def make_login(email, role, group, password):
    """The login of one role; its password is set anew when it is another one, which ends its sessions."""
    user, _ = get_user_model().objects.get_or_create(
        email=email, defaults={"name": f"{role.capitalize()} (demo)", "is_staff": True, "is_superuser": group is None}
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    if group:
        user.groups.add(group)
    return email
