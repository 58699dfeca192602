"""Writing in an open desk from several threads."""

from concurrent.futures import ThreadPoolExecutor

from desktop.store import changes
from desktop.store.deskfile import DeskFile
from tests.store.night import EDITOR, edit, saved_night, title_of


def test_a_write_from_another_thread_leaves_no_connection(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    delta = edit(desk_file, "incident", night.incident, {"title": "From a worker"})
    with ThreadPoolExecutor(1) as pool:
        pool.submit(changes.apply, desk_file, [delta], EDITOR, "edit").result()
        assert pool.submit(desk_file.db.is_closed).result()
    assert title_of(desk_file, night.incident) == "From a worker"
