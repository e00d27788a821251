"""The roles of staff, and the logins of a demonstration."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITOR = "Editor"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
LIBRARY_RIGHTS = [  # Wagtail asks for those of its own models, also for ours
    *(("wagtailimages", f"{verb}_image") for verb in ("add", "change", "choose")),
    *(("wagtaildocs", f"{verb}_document") for verb in ("add", "change", "choose")),
]
EDITOR_RIGHTS = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    *(("home", f"{verb}_{model}") for model in ("alert", "lawreview") for verb in ("add", "change", "delete", "view")),
    *(("home", f"change_{model}") for model in ("sitefacts", "footer")),
    *(("wagtailredirects", f"{verb}_redirect") for verb in ("add", "change", "delete", "view")),
)


def permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def ensure_roles():
    """The groups of staff with their rights; run again it repairs them. Wagtail's own two groups go."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    editor, _ = Group.objects.get_or_create(name=EDITOR)
    editor.permissions.set([permission(*right) for right in EDITOR_RIGHTS])
    root, library = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in PAGE_RIGHTS:
        right = permission("wagtailcore", codename)
        GroupPagePermission.objects.get_or_create(group=editor, page=root, permission=right)
    for right in LIBRARY_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(group=editor, collection=library, permission=permission(*right))
    return {EDITOR: editor}


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
