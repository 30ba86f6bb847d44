"""Every kind of fault in a folder, each named by file, row, column and reason, alone and without others in its train."""

import pytest

from tests.exchange.stage import BASE, ID_LI, bring_in, faults_of, with_row, write_folder

TEAM = "entry_id,date,op_code,quantity,split,band\n"
MEMBERS = "entry_id,worker_no,minutes,weight\n"
ORDERS = (
    "order_no,worker_no,op_code,issued_on,due_on,rate_yuan,material,material_issued,material_per_piece,loss_allowance,"
    "material_yuan,closed_on\n"
)
RETURNS = "order_no,returned_on,inspected_on,good,defect_own,defect_other,material_returned\n"
ORDER = "D1,A1,GLV-01,2026-03-02,2026-03-20,0.2,线,10,0.06,0.03,38,2026-03-25\n"
ALLOWANCES = "worker_no,name,kind,amount_yuan,counts,taxable,valid_from,valid_to\n"
PRIOR = "worker_no,cumulative_income_yuan,cumulative_months,tax_withheld_yuan\n"
ADVANCES = "worker_no,date,amount_yuan,reason\n"
PERSON = "A3,王丽,女,990100199209018267,W009,2025-03-22,,脱贫户,劳动合同,standard,,"


def person(**changes: str) -> str:
    names = BASE["workers"].split("\n")[0].split(",")
    values = dict(zip(names, PERSON.split(","), strict=True)) | changes
    return with_row("workers", ",".join(values[name] for name in names))


ENTRIES = {
    "unknown_worker": ("E3,2026-03-02,A9,GLV-01,5,0,0,", "worker_no", "A9"),
    "unknown_operation": ("E3,2026-03-02,A1,GLV-09,5,0,0,", "op_code", "GLV-09"),
    "date_future": ("E3,2026-07-02,A1,GLV-01,5,0,0,", "date", "2026-07-02"),
    "before_hire": ("E3,2025-03-21,A1,GLV-01,5,0,0,", "date", "2025-03-21"),
    "after_leave": ("E3,2026-03-21,A2,GLV-01,5,0,0,", "date", "2026-03-21"),
    "quantity_not_whole": ("E3,2026-03-02,A1,GLV-01,5.5,0,0,", "good", "5.5"),
    "quantity_nothing": ("E3,2026-03-02,A1,GLV-01,0,0,0,", "good", "0"),
    "number_negative": ("E3,2026-03-02,A1,GLV-01,-5,0,0,", "good", "-5"),
    "number_too_large": ("E3,2026-03-02,A1,GLV-01,1000001,0,0,", "good", "1000001"),
    "number_unreadable": ("E3,2026-03-02,A1,GLV-01,NaN,0,0,", "good", "NaN"),
    "value_missing": ("E3,2026-03-02,A1,GLV-01,,0,0,", "good", ""),
    "row_repeated": ("E1,2026-03-04,A1,GLV-01,5,0,0,", "entry_id", "E1"),
    "band_contradicts": ("E3,2026-03-08,A1,GLV-01,5,0,0,normal", "band", "normal"),
    "word_unknown": ("E3,2026-03-02,A1,GLV-01,5,0,0,夜班", "band", "夜班"),
    "date_unreadable": ("E3,3月2日,A1,GLV-01,5,0,0,", "date", "3月2日"),
    "date_invalid": ("E3,2026-02-30,A1,GLV-01,5,0,0,", "date", "2026-02-30"),
    "cell_outside": ("E3,2026-03-02,A1,GLV-01,5,0,0,,备注", "I", "备注"),
}


@pytest.mark.parametrize("reason", ENTRIES)
def test_an_entry_that_cannot_be(app, tmp_path, reason):
    row, column, value = ENTRIES[reason]
    [fault] = faults_of(write_folder(tmp_path / "f", entries=with_row("entries", row)))
    assert (fault.place, fault.row, fault.column, fault.value) == ("entries.csv", 4, column, value)
    assert fault.reason == reason
    assert fault.message.strip()
    assert fault.mend.strip()


OTHERS = [
    ("workers", person(id_no="990100199209018268"), "id_no", "id_checksum"),
    ("workers", person(id_no="990100920901826"), "id_no", "id_15_digits"),
    ("workers", person(id_no="9.90100199209018E+17"), "id_no", "id_damaged"),
    ("workers", person(id_no=ID_LI), "id_no", "duplicate_person"),
    ("workers", person(sex="男"), "sex", "sex_differs_from_id"),
    ("workers", person(id_no="", sex=""), "sex", "sex_unknown"),
    ("workers", person(leave_date="2025-01-01"), "leave_date", "leave_before_hire"),
    ("workers", person(workshop_code="W777"), "workshop_code", "unknown_workshop"),
    ("workers", person(category="贫困户"), "category", "category_unknown"),
    ("workers", person(hours_system="弹性"), "hours_system", "word_unknown"),
    ("workers", person(name=" 王丽"), "name", "text_spaces"),
    ("workers", person(worker_no="A1"), "worker_no", "row_repeated"),
    ("rates", with_row("rates", "GLV-09,2026-01-01,,0.1,"), "op_code", "unknown_operation"),
    ("rates", with_row("rates", "GLV-01,2026-02-01,,0,"), "rate_yuan", "number_is_zero"),
    ("rates", with_row("rates", "GLV-01,2026-02-01,,0.12345,"), "rate_yuan", "number_unreadable"),
    ("rates", with_row("rates", "GLV-01,2026-01-01,,0.24,"), "valid_from", "row_repeated"),
    ("operations", with_row("operations", "GLV-02,GLV,手套,2,缝合,双,"), "product_name", "product_name_differs"),
    ("tiers", "op_code,valid_from,above,rate_yuan\nGLV-01,2026-01-01,3.5,0.1\n", "above", "unit_is_counted"),
    ("tiers", "op_code,valid_from,above,rate_yuan\nGLV-01,2026-01-01,0,0.1\n", "above", "tier_at_zero"),
    ("calendar", "workshop_code,date,day\nW777,2026-03-09,休\n", "workshop_code", "unknown_workshop"),
    ("minimum_wages", "county_code,valid_from,monthly_yuan,hourly_yuan\n9901,2026-01-01,2000,20\n", "county_code", "county_code"),
    ("attendance", with_row("attendance", "A1,2026-03-02,休息,,,"), "date", "row_repeated"),
    ("attendance", with_row("attendance", "A1,2026-03-03,上班,,,"), "status", "word_unknown"),
    ("attendance", with_row("attendance", "A1,2026-03-03,出勤,18:00,08:00,"), "clock_out", "clock_order"),
    ("attendance", with_row("attendance", "A1,2026-03-03,出勤,8点,,"), "clock_in", "time_unreadable"),
    ("hours", "entry_id,date,worker_no,activity,minutes,rate_yuan,band\nH1,2026-03-02,A1,做饭,1500,,\n", "minutes", "number_out_of_range"),
    ("takehome_orders", ORDERS + ORDER.replace("2026-03-20", "2026-03-01"), "due_on", "due_before_issue"),
    ("takehome_orders", ORDERS + ORDER.replace("2026-03-25", "2026-03-01"), "closed_on", "closed_on_too_early"),
    ("takehome_returns", RETURNS + "D9,2026-03-05,,5,0,0,0\n", "order_no", "unknown_order"),
    ("allowances", ALLOWANCES + "A1,介绍奖,once,200,否,是,,\n", "valid_from", "date_missing"),
    ("allowances", ALLOWANCES + "A1,餐补,month,200,否,是,2026-03-01,2026-02-01\n", "valid_to", "date_order"),
    ("allowances", ALLOWANCES + "A1,餐补,month,200,也许,是,,\n", "counts", "word_unknown"),
    ("advances", ADVANCES + "A9,2026-03-01,100,\n", "worker_no", "unknown_worker"),
    ("advances", ADVANCES + "A1,2026-03-01,0,\n", "amount_yuan", "number_is_zero"),
    ("prior_months", PRIOR + "A1,1,12,0\n", "cumulative_months", "number_out_of_range"),
    ("deductions", "worker_no,date,amount_yuan,kind\nA1,2026-03-01,100,罚款\n", "kind", "word_unknown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "column", "reason"), OTHERS, ids=lambda value: value if value and len(value) < 24 else ""
)
def test_a_row_of_another_file_that_cannot_be(app, tmp_path, name, text, column, reason):
    [fault] = faults_of(write_folder(tmp_path / "f", **{name: text}))
    assert (fault.place, fault.column, fault.reason) == (f"{name}.csv", column, reason)


def test_a_return_is_held_against_its_order(app, tmp_path):
    rows = (
        "D1,2026-03-01,,5,0,0,0",
        "D1,2026-03-05,2026-03-04,5,0,0,0",
        "D1,2026-03-26,,5,0,0,0",
        "D1,2026-03-05,,0,0,0,0",
    )
    returns = RETURNS + "".join(row + "\n" for row in rows)
    faults = faults_of(write_folder(tmp_path / "f", takehome_orders=ORDERS + ORDER, takehome_returns=returns))
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "returned_on"),
        (3, "inspected_on"),
        (4, "returned_on"),
        (5, "good"),
    ]


def test_team_output_wants_its_members_and_what_the_split_uses(app, tmp_path):
    teams = TEAM + "T1,2026-03-02,GLV-01,100,equal,\nT2,2026-03-02,GLV-01,100,by_minutes,\n"
    members = MEMBERS + "T2,A1,,\nT3,A1,,\n"
    faults = faults_of(write_folder(tmp_path / "f", team_entries=teams, team_members=members))
    assert [(fault.place, fault.row, fault.reason) for fault in faults] == [
        ("team_entries.csv", 2, "team_empty"),
        ("team_entries.csv", 3, "minutes_missing"),
        ("team_members.csv", 3, "unknown_entry"),
    ]


def test_a_refused_worker_is_the_only_fault_however_much_leans_on_it(app, tmp_path):
    people = BASE["workers"].replace(ID_LI, "990100198210109285")
    faults = faults_of(write_folder(tmp_path / "f", workers=people))
    assert [(fault.place, fault.reason) for fault in faults] == [("workers.csv", "id_checksum")]


def test_faults_of_all_files_are_told_at_once(app, tmp_path):
    files = {
        "entries": with_row("entries", "E3,2026-03-02,A9,GLV-01,5,0,0,"),
        "rates": with_row("rates", "X,2026-01-01,,1,"),
    }
    assert {fault.place for fault in faults_of(write_folder(tmp_path / "f", **files))} == {"entries.csv", "rates.csv"}


def test_headings_that_are_missing_unknown_or_twice(app, tmp_path):
    entries = "entry_id,date,worker_no,good,good,注\n"
    faults = faults_of(write_folder(tmp_path / "f", entries=entries))
    assert [fault.reason for fault in faults] == ["heading_twice", "heading_unknown", "heading_missing"]


CHANGED = {
    "workers": ("刘磊", "刘雷", "name"),
    "rates": ("0.2300", "0.2400", "rate_yuan"),
    "entries": ("763", "764", "good"),
    "attendance": ("出勤", "半天", "status"),
    "operations": ("织片", "编织", "op_name"),
    "workshops": ("石桥村帮扶车间", "石桥车间", "name"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_there_with_other_content_is_a_fault(app, tmp_path, name):
    bring_in(write_folder(tmp_path / "f"))
    before, after, column = CHANGED[name]
    [fault] = faults_of(write_folder(tmp_path / "g", **{name: BASE[name].replace(before, after)}))
    assert (fault.place, fault.row, fault.column, fault.reason) == (f"{name}.csv", 2, column, "exists_differently")


def test_an_identity_number_that_is_there_is_named_without_being_shown(app, tmp_path):
    bring_in(write_folder(tmp_path / "f"))
    people = BASE["workers"].replace(ID_LI, "990100199209018267")
    [fault] = faults_of(write_folder(tmp_path / "g", workers=people))
    assert fault.column == "id_no"
    assert ID_LI not in fault.message


def test_advances_that_are_alike_are_counted_not_doubled(app, tmp_path):
    twice = ADVANCES + "A1,2026-03-01,100,看病\nA1,2026-03-01,100,看病\n"
    assert bring_in(write_folder(tmp_path / "f", advances=twice)).counts["advances"].new == 2
    again = bring_in(write_folder(tmp_path / "g", advances=twice + "A1,2026-03-01,100,看病\n")).counts["advances"]
    assert (again.new, again.existing) == (1, 2)


def test_a_slab_is_not_slipped_into_a_set_that_is_there(app, tmp_path):
    tiers = "op_code,valid_from,above,rate_yuan\nGLV-01,2026-01-01,300,0.25\n"
    bring_in(write_folder(tmp_path / "f", tiers=tiers))
    [fault] = faults_of(write_folder(tmp_path / "g", tiers=tiers + "GLV-01,2026-01-01,400,0.3\n"))
    assert (fault.reason, fault.value) == ("exists_differently", "400")
