"""The demonstration, loaded once for every test of this folder, and gone after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from demonstration import loading


@pytest.fixture(scope="package", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load()
        yield
        transaction.set_rollback(True)
