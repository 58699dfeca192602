"""What a field offers."""

from desktop.desk.desk import Desk
from desktop.records.delta import created
from desktop.records.models import content
from desktop.store.read import Named
from desktop.ui.kit.offers import Offers

KIND, TAGS = content("incident")["kind"], content("incident")["tags"]
WHERE, SPEAKER = content("incident")["where"], content("report")["speaker"]


def test_empty_text_gives_the_whole_vocabulary(offers: Offers) -> None:
    assert [one.name for one in offers.find(KIND, "")] == ["Drone attack", "Missile strike"]


def test_what_begins_so_comes_before_what_holds_it(offers: Offers, desk: Desk) -> None:
    extra = {"vocabulary": "kind", "code": "x", "name": "Air strike"}
    desk.save([created("term", "air", extra)], "create")
    assert [one.name for one in offers.find(KIND, "strike")] == ["Air strike", "Missile strike"]
    assert offers.find(KIND, "miss")[0].name == "Missile strike"


def test_terms_are_found_by_alias_in_any_case(offers: Offers) -> None:
    assert [one.uid for one in offers.find(KIND, "бпла")] == ["drone"]


def test_places_carry_what_tells_them_apart(offers: Offers) -> None:
    found = offers.find(WHERE, "жуковск")
    assert {(one.name, one.detail) for one in found} == {
        ("Zhukovsky District", "Kaluga Oblast, Russia"),
        ("Zhukovsky District", "Bryansk Oblast, Russia"),
    }


def test_places_near_come_first(offers: Offers) -> None:
    assert offers.find(WHERE, "zhukovsky", ("bry",))[0].uid == "bry-zhu"
    assert offers.find(WHERE, "zhukovsky", ("klu",))[0].uid == "klu-zhu"


def test_what_was_chosen_last_comes_first_where_nothing_is_typed(offers: Offers) -> None:
    assert [one.uid for one in offers.find(SPEAKER, "")] == ["mod", "shapsha"]
    offers.use(SPEAKER, Named("shapsha", "Vladislav Shapsha"))
    assert [one.uid for one in offers.find(SPEAKER, "")] == ["shapsha", "mod"]


def test_a_new_speaker_is_offered_at_once(offers: Offers, desk: Desk) -> None:
    assert offers.find(SPEAKER, "klychkov") == []
    desk.save([created("speaker", "kly", {"name": "Andrey Klychkov"})], "create")
    assert [one.uid for one in offers.find(SPEAKER, "klychkov")] == ["kly"]


def test_meant_is_exact(offers: Offers) -> None:
    assert offers.meant(WHERE, "Kaluga") == ("klu",)
    assert offers.meant(WHERE, "Kal") == ()
    assert set(offers.meant(WHERE, "Zhukovsky")) == {"klu-zhu", "bry-zhu"}
    assert offers.meant(TAGS, "night") == ("night",)
