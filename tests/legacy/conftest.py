import pytest

from tests.legacy.commands import Mks


@pytest.fixture
def mks(mks_environment: dict[str, str]) -> Mks:
    return Mks(mks_environment)
