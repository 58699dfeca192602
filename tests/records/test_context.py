"""A context that remembers asks for each name once, and answers as before."""

from collections.abc import Collection

from desktop.records.context import Context, PlaceMatch


def test_each_name_is_asked_for_once_and_answered_alike() -> None:
    asked: list[tuple[object, ...]] = []

    def find(target: str, vocabulary: str, text: str) -> tuple[str, ...]:
        asked.append((target, vocabulary, text))
        return (f"{vocabulary}:{text}",)

    def places(text: str, near: Collection[str]) -> tuple[PlaceMatch, ...]:
        asked.append((text, tuple(near)))
        return ()

    def name(uid: str) -> str:
        asked.append((uid,))
        return uid.upper()

    plain = Context(zone="UTC", year=2025, find=find, places=places, name=name)
    context = plain.remembering()
    assert (context.zone, context.year) == ("UTC", 2025)
    for _time in range(3):
        assert context.find("term", "kind", "drone") == ("kind:drone",)
        assert context.find("term", "tag", "drone") == ("tag:drone",)
        assert context.places("Oryol", ["r1"]) == ()
        assert context.places("Oryol", ("r2",)) == ()
        assert context.name("u1") == "U1"
    assert len(asked) == len(set(asked)) == 5
