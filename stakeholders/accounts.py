"""How accounts come about: by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up; a manager or operator invites."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False
