"""The words: one vocabulary in the types, the glossary and the programme table."""

from auxilia.vocabulary import glossary, load_programmes, words
from auxilia.vocabulary.programmes import objectives

LISTS = {
    "practice": words.PRACTICES,
    "instrument": words.INSTRUMENTS,
    "concession": words.CONCESSIONS,
    "stage": words.STAGES,
    "measure": words.MEASURES,
    "certainty": words.CERTAINTIES,
    "cell_state": words.CELL_STATES,
    "date_precision": words.DATE_PRECISIONS,
}


def test_the_glossary_defines_exactly_the_words_of_the_types() -> None:
    defined: dict[str, list[str]] = {}
    for word in glossary():
        defined.setdefault(word.list, []).append(word.word)
    assert {name: tuple(found) for name, found in defined.items()} == LISTS


def test_every_definition_is_a_sentence() -> None:
    for word in glossary():
        assert word.label[0].isupper()
        assert word.means.endswith("."), word


def test_programmes_use_the_vocabulary_and_name_their_document() -> None:
    for programme in load_programmes():
        assert programme.practice in ("", *words.PRACTICES)
        assert programme.instrument in ("", *words.INSTRUMENTS)
        assert set(programme.objectives) <= set(objectives())
        assert programme.document
        assert programme.document_url.startswith("https://")


def test_programme_years_are_in_order() -> None:
    for programme in load_programmes():
        if programme.year_from and programme.year_to:
            assert programme.year_from <= programme.year_to


def test_a_known_programme_carries_its_law() -> None:
    imet = next(p for p in load_programmes() if p.programme_id == "us:imet")
    assert imet.provider_id == "state:USA"
    assert imet.document == "22 U.S.C. 2347b"
    assert "human_rights" in imet.objectives
