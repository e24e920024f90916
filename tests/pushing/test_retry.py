import pytest

from card2anki.pushing.retry import PAUSES, persistently


def test_pauses_double_and_end() -> None:
    assert PAUSES == (1.0, 2.0, 4.0, 8.0)


def test_work_that_fails_is_done_again_after_each_pause() -> None:
    done: list[str] = []
    pauses: list[float] = []

    def work() -> str:
        done.append("try")
        if len(done) < 3:
            raise ConnectionError
        return "done"

    result = persistently(
        work, ConnectionError, lambda error: True, (0.0, 0.01, 9.0), pauses.append
    )
    assert (result, len(done), pauses) == ("done", 3, [0.0, 0.01])


def test_the_last_error_stands() -> None:
    done: list[str] = []

    def work() -> None:
        done.append("try")
        raise ConnectionError(str(len(done)))

    with pytest.raises(ConnectionError, match="3"):
        persistently(work, ConnectionError, lambda error: True, (0.0, 0.0))
    assert len(done) == 3


@pytest.mark.parametrize("error", [PermissionError, ValueError])
def test_an_error_that_will_not_pass_is_not_waited_for(error: type[Exception]) -> None:
    done: list[str] = []

    def work() -> None:
        done.append("try")
        raise error

    with pytest.raises(error):
        persistently(work, OSError, lambda e: not isinstance(e, PermissionError), (0.0, 0.0))
    assert len(done) == 1
