"""The closed list of words that a voice can say: each with the name of its clip and how Mandarin reads it."""

from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Word:
    """A word: as it is written, the name of its clip, its sound in Mandarin (pinyin with tones)."""

    text: str
    pinyin: str

    @property
    def clip(self) -> str:
        """The name of its file and of its row: letters and tone digits, so that no system stumbles over it."""
        return self.pinyin.replace(" ", "_")


_NUMBERS = "零 ling2|一 yi1|二 er4|两 liang3|三 san1|四 si4|五 wu3|六 liu4|七 qi1|八 ba1|九 jiu3|十 shi2"
_PLACES = "百 bai3|千 qian1|万 wan4|点 dian3|负 fu4"
_MONEY = "元 yuan2|角 jiao3|分 fen1"
_UNITS = "件 jian4|双 shuang1|个 ge4|条 tiao2|只 zhi1|套 tao4|包 bao1|箱 xiang1|打 da2|米 mi3|斤 jin1|克 ke4"
_MORE_UNITS = "公斤 gong1 jin1"
_TIMES = "天 tian1|小时 xiao3 shi2|分钟 fen1 zhong1|月 yue4|号 hao4|今天 jin1 tian1|昨天 zuo2 tian1"
_MONTHS = "这个月 zhe4 ge4 yue4|上个月 shang4 ge4 yue4"
_WORK = "一共 yi2 gong4|做了 zuo4 le5|上班 shang4 ban1|加班 jia1 ban1|次品 ci4 pin3|每 mei3|还没有记 hai2 mei2 you3 ji4"
_PAY = "挣了 zheng4 le5|工资 gong1 zi1|到手 dao4 shou3|扣了 kou4 le5|借支 jie4 zhi1|补贴 bu3 tie1|还差 hai2 cha4|还剩 hai2 sheng4"
_STATES = "已经发了 yi3 jing1 fa1 le5|还没有发 hai2 mei2 you3 fa1|还没有算好 hai2 mei2 you3 suan4 hao3|没有 mei2 you3"
_HOME = "手里还有 shou3 li3 hai2 you3|带回家做的 dai4 hui2 jia1 zuo4 de5|请对一对 qing3 dui4 yi2 dui4|大约 da4 yue1"
_GROUPS = (_NUMBERS, _PLACES, _MONEY, _UNITS, _MORE_UNITS, _TIMES, _MONTHS, _WORK, _PAY, _STATES, _HOME)

WORDS: dict[str, Word] = {
    text: Word(text, pinyin)
    for group in _GROUPS
    for text, _, pinyin in (entry.partition(" ") for entry in group.split("|"))
}
CLIPS = {word.clip: word for word in WORDS.values()}
UNITS = frozenset(entry.partition(" ")[0] for group in (_UNITS, _MORE_UNITS) for entry in group.split("|"))
# Units that offices write in another way, or that are said like another one.
SAME_UNIT = {"千克": "公斤", "付": "双", "副": "双", "对": "双", "枚": "个", "根": "条", "袋": "包", "盒": "箱"}
