"""Everything under account/. Ours stand first and take allauth's names, so that its own pages link to them."""

from django.http import Http404
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from membership import views


def not_found(request):
    """Nobody: codes replace new passwords and links of confirmation; both would open ways around them."""
    raise Http404


urlpatterns = [
    path("", views.AccountHomeView.as_view(), name="account_home"),
    # Sign-up is closed: its only door will be join/. Then this leads there.
    path("signup/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="account_signup"),
    path("login/password/", views.PasswordLoginView.as_view(), name="account_login_password"),
    path("login/code/confirm/", views.SafeConfirmLoginCodeView.as_view(), name="account_confirm_login_code"),
    path("email/", views.ChangeEmailView.as_view(), name="account_email"),
    path("email/confirm/", views.ConfirmEmailView.as_view(), name="account_confirm_email_change"),
    path("phone/change/", views.SafeChangePhoneView.as_view(), name="account_change_phone"),
    path("phone/verify/", views.safe_verify_phone, name="account_verify_phone"),
    path("undo/<str:token>/", views.UndoContactView.as_view(), name="account_undo_contact"),
    path("2fa/", views.SecondStepView.as_view(), name="mfa_index"),
    re_path(r"^(?:password|confirm-email)/", not_found),
    path("", include("allauth.urls")),
]
