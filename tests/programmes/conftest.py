import pytest
from django.contrib.auth.models import AnonymousUser


@pytest.fixture
def anonymous():
    return AnonymousUser()
