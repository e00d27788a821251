from membership.views.contacts import (
    ChangeEmailView,
    ConfirmEmailView,
    SafeChangePhoneView,
    UndoContactView,
    safe_verify_phone,
)
from membership.views.factor import SecondStepView
from membership.views.home import AccountHomeView
from membership.views.login import PasswordLoginView, SafeConfirmLoginCodeView

__all__ = [
    "AccountHomeView",
    "ChangeEmailView",
    "ConfirmEmailView",
    "PasswordLoginView",
    "SafeChangePhoneView",
    "SafeConfirmLoginCodeView",
    "SecondStepView",
    "UndoContactView",
    "safe_verify_phone",
]
