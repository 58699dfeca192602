"""The terms that a new desk starts with."""

from collections import Counter

from desktop.records.fold import fold
from desktop.records.resources import resource
from desktop.records.vocabularies import read_vocabularies, term_uid

TERMS = read_vocabularies(resource("vocabularies.tsv"))


def test_each_vocabulary_has_terms_with_codes_of_their_own() -> None:
    assert {term.vocabulary for term in TERMS} == {"kind", "measure", "munition", "actor", "tag"}
    assert len({(term.vocabulary, term.code) for term in TERMS}) == len(TERMS)
    assert len({term_uid(term.vocabulary, term.code) for term in TERMS}) == len(TERMS)


def test_the_measures_that_figures_need_are_there() -> None:
    measures = {term.code for term in TERMS if term.vocabulary == "measure"}
    assert measures >= {
        "downed", "launched", "not_reached", "hit", "killed", "injured", "damaged", "headed_for",
    }  # fmt: skip


def test_the_munitions_that_statements_count_are_there() -> None:
    munitions = {term.code for term in TERMS if term.vocabulary == "munition"}
    assert munitions >= {"drone", "missile", "rocket", "boat", "bomb"}


def test_every_term_is_named_in_three_languages_and_has_one_sentence() -> None:
    for term in TERMS:
        assert term.name, term
        assert term.name_ru, term
        assert term.name_uk, term
        assert term.meaning.endswith("."), term
        assert ". " not in term.meaning, term


def test_no_word_means_two_terms_of_a_vocabulary() -> None:
    words = Counter(
        (term.vocabulary, word) for term in TERMS for word in {fold(name) for name in term.names}
    )
    assert [word for word, times in words.items() if times > 1] == []


def test_uids_are_the_same_on_every_desk() -> None:
    assert term_uid("measure", "downed") != term_uid("munition", "downed")
    assert term_uid("measure", "downed") == "da4bb791a79054a898e8b6afcf42218d"
