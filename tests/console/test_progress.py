"""A request to stop reaches the work at its next check."""

import pytest

from console.progress import Cancelled, Token


def test_work_goes_on_until_it_is_asked_to_stop() -> None:
    token = Token()
    token.check()
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.check()
