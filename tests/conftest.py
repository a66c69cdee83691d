import pytest

from tests.cast import Cast
from tests.cast import cast as make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
