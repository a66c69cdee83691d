import re

import pytest
from django.contrib.auth.models import AnonymousUser


@pytest.fixture
def anonymous():
    return AnonymousUser()


def words(response) -> str:
    """The text of a page as one reads it."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main")[1])
    return re.sub(r"[\s\u00a0]+", " ", text)
