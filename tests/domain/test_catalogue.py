"""Deficiencies, causes and solutions of the article."""

from domain.catalogue import CauseKind, FoundBy, actions, causes, deficiencies, solutions, strengths


def test_the_article_names_21_deficiencies_9_causes_7_solutions_and_8_strengths():
    assert list(deficiencies()) == [f"D{n:02d}" for n in range(1, 22)]
    assert list(causes()) == [f"C{n}" for n in range(1, 10)]
    assert list(solutions()) == [f"S{n}" for n in range(1, 8)]
    assert strengths() == tuple(f"P{n}" for n in range(1, 9))


def test_the_first_five_causes_are_subjective_and_the_others_objective():
    subjective = [code for code, cause in causes().items() if cause.kind is CauseKind.SUBJECTIVE]
    assert subjective == ["C1", "C2", "C3", "C4", "C5"]


def test_each_deficiency_has_a_likely_cause_and_a_solution_of_first_choice():
    for deficiency in deficiencies().values():
        assert deficiency.first_choice
        assert set(deficiency.causes) <= causes().keys()
        assert set(deficiency.solutions) <= set(actions())
        assert len(set(deficiency.solutions)) == len(deficiency.solutions)


def test_a_meeting_too_short_calls_for_regularity_before_facilities():
    d06 = deficiencies()["D06"]
    assert (d06.causes, d06.solutions) == (("C1", "C7", "C8", "C9"), ("S4.1", "S7.3"))


def test_unevenness_between_types_of_cell_exists_only_as_a_comparison():
    compared = [code for code, it in deficiencies().items() if it.found_by is FoundBy.COMPARISON]
    assert compared == ["D13"]


def test_five_deficiencies_are_found_by_people():
    found = [code for code, it in deficiencies().items() if it.found_by is FoundBy.PEOPLE]
    assert found == ["D01", "D08", "D15", "D18", "D21"]


def test_weak_assignment_of_tasks_supports_members_duties():
    assert causes()["C5"].supports == ("S2.3",)


def test_the_seven_solutions_have_thirty_actions():
    assert [len(it.actions) for it in solutions().values()] == [4, 4, 4, 6, 4, 3, 5]
    assert len(set(actions())) == 30
