#!/usr/bin/env python
"""Django's command line."""

import os
import secrets
import sys

# reads a file and prints: it signs nothing and opens no database, so a researcher need not set up an application
WITHOUT_APPLICATION = ("estimate_effect",)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings")
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_APPLICATION:
        os.environ.setdefault("SECRET_KEY", secrets.token_hex())
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
