"""How accounts come about (by invitation only) and how people sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

password_help = lazy(password_validators_help_text_html, str)


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up; a manager or operator invites."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": _("Te veel pogingen. Probeer het over vijf minuten nog eens."),
        "incorrect_password": _("Dit is niet uw wachtwoord."),
        "password_min_length": _("Een wachtwoord heeft ten minste {0} tekens."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def respond_user_inactive(self, request: Any, user: Any) -> HttpResponse:
        """Who has the right password, but no role any more."""
        messages.error(
            request, _("U hebt hier geen rol meer. Vraag de programmamanager van uw gemeente om een nieuwe.")
        )
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: Any) -> str:
        return self.get_login_redirect_url(request)


def name_fields(form: Any, **labels: Any) -> None:
    """Labels stand above a field, never inside it where they vanish on typing."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    problem_heading = _("Inloggen lukte niet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, login=_("E-mailadres"), password=_("Wachtwoord"))
        self.fields["password"].help_text = ""  # the way to a new password stands under the form


class ForgottenForm(ResetPasswordForm):
    problem_heading = _("Dit adres klopt nog niet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, email=_("E-mailadres"))


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, password1=_("Nieuw wachtwoord"), password2=_("Nieuw wachtwoord, nog eens"))
        self.fields["password1"].help_text = password_help()


class PasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_fields(
            self,
            oldpassword=_("Uw wachtwoord nu"),
            password1=_("Nieuw wachtwoord"),
            password2=_("Nieuw wachtwoord, nog eens"),
        )
        self.fields["password1"].help_text = password_help()
