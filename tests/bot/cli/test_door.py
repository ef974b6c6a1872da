"""How failures leave the command line."""

from pathlib import Path

import pytest

from bot.cli.app import main
from bot.cli.door import bugs_logged, leave
from bot.errors import AlreadyRunning, MomentError, NotConfigured, QuestionError, UnexpectedError
from ingest import ArchiveError, InputError, ModelError, SettingError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QuestionError("ask"), 2),
        (InputError("file"), 2),
        (SettingError("setting"), 2),
        (MomentError("day"), 2),
        (NotConfigured("token"), 78),
        (AlreadyRunning("archive"), 78),
        (ArchiveError("archive"), 1),
        (ModelError("model"), 1),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_an_error_is_said_on_stderr_with_the_code_of_its_class(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leave(error) == code

    written = capsys.readouterr()
    assert (written.out, written.err) == ("", f"error: {error}\n")


def test_what_is_wrong_about_a_command_ends_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "list", "--colour"]) == 2

    assert "No such option: --colour. Help: sitrep sources list --help" in " ".join(capsys.readouterr().err.split())


def test_a_bug_is_one_sentence_and_a_file_with_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedError, match="sitrep met a bug") as met, bugs_logged(tmp_path):
        raise ZeroDivisionError("a wrong sum")

    (log,) = (tmp_path / "logs").iterdir()
    assert str(log) in str(met.value)
    assert "ZeroDivisionError: a wrong sum" in log.read_text()


def test_a_bugs_traceback_holds_no_key_and_is_the_owners_alone(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedError), bugs_logged(tmp_path):
        raise ZeroDivisionError("https://news.example/feed?user=k3y")

    (log,) = (tmp_path / "logs").iterdir()
    assert "https://news.example/feed?user=***" in log.read_text()
    assert "k3y" not in log.read_text().replace('feed?user=k3y"', "")  # the line of source is ours
    assert (log.parent.stat().st_mode & 0o777, log.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_bug_outside_any_archive_is_one_sentence_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(ZeroDivisionError("a wrong sum")) == 1

    said = capsys.readouterr().err.replace("\n", "")
    assert "sitrep met a bug (ZeroDivisionError)" in said
    assert "Traceback" not in said


def test_a_bug_is_written_down_even_where_the_folder_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UnexpectedError) as met, bugs_logged(tmp_path / "file"):
        raise ZeroDivisionError

    log = Path(str(met.value).rsplit(" ", 1)[1])
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()
    log.parent.rmdir()


def test_what_a_person_can_act_on_is_not_called_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError), bugs_logged(tmp_path):
        raise ArchiveError("locked")

    assert not (tmp_path / "logs").exists()
