"""What a clerk mistypes: each slip is answered by one plain sentence at its line, with the mend."""

from pathlib import Path

import pytest

from workshop.claims.files.checking import check_programme
from workshop.claims.files.library import SHIPPED
from workshop.claims.files.reading import LONGEST, read_file, read_programme

GOOD = (SHIPPED / "写法.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
PAYEE, YUAN, START = 'payee = "车间"', "yuan = 2000", "from = 2024-01-01\nto"
SLIPS = [  # what stood there, what was typed, what the sentence says
    (START, "from = 2024-02-30\nto", "没有 2024-02-30 这一天"),
    (START, "from = 2024/01/01\nto", "日期写成 2024-01-01"),
    (START, "from = 2024-1-1\nto", "日期写成 2024-01-01"),
    (START, "from = 2024年1月1日\nto", "日期写成 2024-01-01"),
    (START, "from = 2024-01\nto", "少了日"),
    (START, 'from = "2024-01-01"\nto', "不加引号"),
    (PAYEE, "payee = 车间", '文字要加英文双引号:"车间"'),
    (PAYEE, "payee = “车间”", "「“」、「”」"),
    (PAYEE, 'payee = "车间', "引号没有配对"),
    (PAYEE, 'payee \uff1d "车间"', "「\uff1d」"),
    (PAYEE, 'payee\u3000= "车间"', "全角空格"),
    (PAYEE, 'payee\u00a0= "车间"', "不换行空格"),
    (PAYEE, 'payee: "车间"', "不用冒号"),
    (PAYEE, 'payee = "车间";', "行尾不写分号"),
    (PAYEE, 'payee = "工厂"', "现有的领款人:车间"),
    (PAYEE, "", "缺少参数 payee"),
    (PAYEE, PAYEE + "\n" + PAYEE, "写了两次"),
    (YUAN, "yuan = \uff12\uff10\uff10\uff10", "全角"),
    (YUAN, "yuan = 2万元", "2万元写成 20000"),
    (YUAN, "yuan = 0.25万", "0.25万写成 2500"),
    (YUAN, "yuan = 2000元", "不写单位「元」"),
    (YUAN, "yuan = 2,000", "2,000 写成 2000"),
    (YUAN, 'yuan = "2000元"', "数字不加引号"),
    (YUAN, "yuan = -2000", "应是金额"),
    (YUAN, "yuan = 2000.005", "最多两位小数"),
    ('at_least = "20%"', "at_least = 20", '百分数写成 "20%"'),
    ('at_least = "20%"', "at_least = 0.2", '百分数写成 "20%"'),
    ('at_least = "20%"', "at_least = 20%", '比例要加英文双引号:"20%"'),
    ('from = "01-01"', 'from = "13-01"', "应是每年的某日"),
    ('from = "01-01"', 'from = "02-30"', "2 月没有 30 日"),
    ("stamped = true", "stamped = 是", "「是」写成 true"),
    ("stamped = true", "stamped = True", "「True」写成 true"),
    ('claim = { kind = "每年", ', 'claim = { kind = "每年",\n', "写在一行里"),
    ("at_least = 6, clause", "at_least = 6，clause", "「，」"),
    ("at_least = 6, clause", "atleast = 6, clause", "是不是「at_least」"),
    ("at_least = 6, clause", "at_least = 6.5, clause", "应是整数,几个月"),
    ('is = "累计月数"', 'is = "累积月数"', "是不是「累计月数」"),
    ("[[versions.benefits]]", "[[versions.benefit]]", "是不是「benefits」"),
    ('code = "500237"', "code = 500237", '文字要加英文双引号:"500237"'),
    ('code = "500237"', 'code = "5002377"', "code 应是 2、4、6、9 或 12 位数字"),
    ('id = "demo_county_2024"', 'id = "巫山2024"', "id 只用英文小写字母"),
    ('setting = "物流补贴比例"', 'setting = "物流比例"', "没有声明"),
    (
        '[{ what = "同一补贴", span',
        '[{ what = "其他补贴", schemes = ["demo_county_2024/吸纳补贴"], span',
        "没有这项补贴",
    ),
    ("20天 1500元", "20 天 1500元", "中间不空格"),
    ("2024-01..2024-06 20天", "2024年1月至6月 20天", "不是月份"),
    ('categories = ["脱贫户"]', 'categories = ["贫困户"]', "没有这个人员类别「贫困户」"),
    ("认定 2023-05-01..", "已认定 2023-05-01..", "没有这个认定状态「已认定」"),
    ("认定 2023-05-01..", "认定 2023-5-1..", "不是日期范围"),
]


@pytest.mark.parametrize(("good", "typed", "sentence"), SLIPS, ids=[one[1][:24] for one in SLIPS])
def test_a_slip_is_answered_by_its_sentence_at_its_line(good: str, typed: str, sentence: str):
    assert good in GOOD
    text = GOOD.replace(good, typed, 1)
    faults = check_programme(read_programme(text, "某县.toml")).faults
    told = [fault for fault in faults if sentence in str(fault)]
    assert told, [str(fault) for fault in faults]
    line = GOOD[: GOOD.index(good)].count("\n") + 1
    assert abs(told[0].row - line) <= 12  # the line, that of its table, or that of its example


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (GOOD.encode("gbk"), "GBK(记事本里叫 ANSI)"),
        (GOOD.encode("utf-16"), "UTF-16(记事本里叫 Unicode)"),
        (b"PK\x03\x04" + bytes(range(256)), "这是 Word 或 Excel 文件"),
        (b"id = \xff\xfe\xff", "编码不是 UTF-8"),
        (b"", "文件是空的"),
        (b"# \n" * LONGEST, "文件超过"),
    ],
)
def test_a_file_that_is_no_text_of_ours_says_what_it_is_and_how_to_save_it(data: bytes, sentence: str, tmp_path: Path):
    path = tmp_path / "某县.toml"
    path.write_bytes(data)
    assert sentence in str(read_file(path).faults[0])


def test_a_text_with_the_mark_that_notepad_puts_before_it_is_read(tmp_path: Path):
    path = tmp_path / "某县.toml"
    path.write_bytes(GOOD.encode("utf-8-sig"))
    assert check_programme(read_file(path)).faults == []


def test_a_folder_or_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    (tmp_path / "某县.toml").mkdir()
    assert "这是文件夹" in str(read_file(tmp_path / "某县.toml").faults[0])
    assert "没有这个文件" in str(read_file(tmp_path / "别处.toml").faults[0])


def test_the_same_short_name_of_two_conditions_is_told_at_the_second():
    text = GOOD.replace('{ is = "累计月数", at', '{ is = "累计月数", id = "甲", at').replace(
        '{ is = "面积"', '{ is = "面积", id = "甲"'
    )
    fault = check_programme(read_programme(text, "某县.toml")).faults[0]
    assert "id 重复" in str(fault)
    assert 'id = "甲"' in text.split("\n")[fault.row - 1]


EXAMPLE = ('categories = ["脱贫户"]', "例子读不懂")
WORSE = [  # each once ended in a stack trace
    ('from = "01-01"', 'from = "02-29"', ""),
    ("to = 2025-12-31", "to = 9999-12-31", "没有止期就不写 to"),
    ("from = 2024-01-01\nto", "from = 0001-01-01\nto", "1900-01-01 至 2100-12-31"),
    ('at_least = "20%"', "at_least = nan", "应是比例"),
    ('at_least = "20%"', "at_least = 1e999999", "应是比例"),
    ('value = "50%"', 'value = [{ from = "去年", value = "50%" }]', "每一步应是"),
    ('value = "50%"', 'value = "很多"', "应是数字、比例"),
    ('"甲" = 2000', '"甲" = [1]', "甲 应是 [1] 元"),
    ("area = 100", 'licences = [["营业执照"]]', "例子读不懂"),
    ("area = 100", 'machines = [{ kind = "缝纫机", count = {} }]', "例子读不懂"),
    ("area = 100", "founded = 0001-01-01", "例子读不懂"),
    ('recognition = { "厂房式" = "满足" }', 'recognition = { "厂房式" = [1] }', "recognition 应是表"),
    (EXAMPLE[0], 'trainings = [{ kind = "以工代训", from = 1.5, to = 2024-01-01 }]', EXAMPLE[1]),
    (
        EXAMPLE[0],
        'trainings = [{ kind = "以工代训", from = 2024-01-01, to = 2024-01-02, trainees = 2024-01-01 }]',
        EXAMPLE[1],
    ),
    (EXAMPLE[0], 'categories = ["脱贫户 0001-01-01.."]', EXAMPLE[1]),
    (EXAMPLE[0], "born = 1980-01-01T00:00:00", EXAMPLE[1]),
]


@pytest.mark.parametrize(("good", "typed", "sentence"), WORSE, ids=[one[1][:30] for one in WORSE])
def test_a_value_of_the_wrong_kind_is_a_sentence_and_no_stack_trace(good: str, typed: str, sentence: str):
    assert good in GOOD
    faults = [str(one) for one in check_programme(read_programme(GOOD.replace(good, typed, 1), "某县.toml")).faults]
    assert any(sentence in fault for fault in faults) if sentence else isinstance(faults, list)
