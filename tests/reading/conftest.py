"""What reading needs once: the dictionaries and the names of the gazetteer's places."""

import pytest

from desktop.reading.morphology import Morphology
from desktop.reading.place_lexicon import PlaceLexicon, candidates_of
from desktop.reading.read import Reader, shipped_reader
from desktop.records.gazetteer import read_gazetteer
from desktop.records.resources import resource


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    """Dictionaries, loaded when first asked."""
    return Morphology()


@pytest.fixture(scope="session")
def lexicon(morphology: Morphology) -> PlaceLexicon:
    """The places of the gazetteer."""
    candidates, codes = candidates_of(read_gazetteer(resource("gazetteer.tsv")))
    return PlaceLexicon(candidates, codes, morphology)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader that knows the gazetteer's places."""
    return shipped_reader()
