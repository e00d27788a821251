from membership.forms.contact import ChangeEmailForm, ChangePhoneForm, ConfirmEmailForm, VerifyPhoneForm
from membership.forms.factor import (
    ActivateTOTPForm,
    AddPasskeyForm,
    AuthenticateForm,
    EditPasskeyForm,
    ReauthenticateCodeForm,
)
from membership.forms.login import (
    ConfirmLoginCodeForm,
    LoginForm,
    PasswordLoginForm,
    ReauthenticateForm,
    SafeRequestLoginCodeForm,
)

__all__ = [
    "ActivateTOTPForm",
    "AddPasskeyForm",
    "AuthenticateForm",
    "ChangeEmailForm",
    "ChangePhoneForm",
    "ConfirmEmailForm",
    "ConfirmLoginCodeForm",
    "EditPasskeyForm",
    "LoginForm",
    "PasswordLoginForm",
    "ReauthenticateCodeForm",
    "ReauthenticateForm",
    "SafeRequestLoginCodeForm",
    "VerifyPhoneForm",
]
