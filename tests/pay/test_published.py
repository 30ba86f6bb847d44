"""The published minimum wages: every province is there, each figure with its source, nothing guessed."""

from workshop.pay.files.published import read_published
from workshop.pay.rules.published import STANDINGS, find_class, find_province

PROVINCES = read_published()


def figures(name: str) -> list[list[tuple[str, int, int | None]]]:
    [province] = [one for one in PROVINCES if one.name == name]
    return [[(c.name, c.monthly, c.hourly) for c in one.classes] for one in province.lists]


def test_every_province_of_the_mainland_is_there_once():
    assert len({one.code for one in PROVINCES}) == len(PROVINCES) == 31


def test_every_list_names_its_source_and_how_far_it_is_proven():
    lists = [one for province in PROVINCES for one in province.lists]
    assert all(one.source and one.standing in STANDINGS for one in lists)


def test_lists_stand_newest_first():
    for province in PROVINCES:
        days = [one.as_of for one in province.lists]
        assert days == sorted(days, reverse=True), province.name


def test_classes_fall_from_first_to_last():
    for province in PROVINCES:
        for one in province.lists:
            ranked = [c.monthly for c in one.classes if c.name.endswith("类")]
            assert ranked == sorted(ranked, reverse=True), (province.name, one.as_of)


def test_the_county_code_finds_its_province_and_a_strange_one_none():
    assert find_province(PROVINCES, "500237").name == "重庆"
    assert find_province(PROVINCES, "990100") is None


def test_figures_that_were_not_found_are_absent():
    assert figures("海南")[0] == [("一类", 2010_00, None), ("二类", 1850_00, None)]
    assert all(hourly is None for _, _, hourly in figures("湖南")[0])
    assert len(figures("甘肃")) == 1


def test_a_draft_is_called_a_draft():
    [draft] = [one for one in find_province(PROVINCES, "36").lists if one.standing == "draft"]
    assert [c.monthly for c in draft.classes] == [2240_00, 2090_00, 1950_00]


def test_a_class_is_found_by_list_and_name_or_not_at_all():
    chongqing = find_province(PROVINCES, "50")
    assert find_class(chongqing, 1, "二类")[1].monthly == 2000_00
    assert find_class(chongqing, 9, "二类") is None
    assert find_class(chongqing, 0, "九类") is None
