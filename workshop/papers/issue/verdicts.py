"""The answer to whoever holds a paper: genuine, superseded, void, altered or forged, from its code alone or with the books.

Pure: the code, the key and what the books say come in.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from workshop.kernel.money import BadNumber, parse_yuan
from workshop.kernel.text import to_half_width
from workshop.papers.issue.signing import BadCode, Claimed, is_signed, read_code
from workshop.papers.issue.values import CHECK_DIGITS, IssuedPaper

Answer = Literal["genuine", "superseded", "void", "altered", "forged"]
ANSWERS: dict[Answer, str] = {
    "genuine": "真",
    "superseded": "已被代替",
    "void": "作废",
    "altered": "与签发时不一致",
    "forged": "查无此件",
}
_HEX = re.compile(f"[0-9a-f]{{{CHECK_DIGITS}}}")


@dataclass(frozen=True)
class Verdict:
    """An answer with its sentence and what to do; `claimed` is what the code says, `issued` what the books say."""

    answer: Answer
    sentence: str
    mend: str
    claimed: Claimed | None = None
    issued: IssuedPaper | None = None

    @property
    def words(self) -> str:
        """The answer in Chinese."""
        return ANSWERS[self.answer]


def judge_code(text: str, key: Ed25519PublicKey) -> Verdict:
    """What a code alone proves: who signed it, never whether the paper is still in force."""
    try:
        claimed, whole = read_code(text)
    except BadCode:
        return Verdict("forged", "这不是本系统印的码,或者没有读全", "请重新扫一次;还是这样,就不要相信这张纸")
    if not is_signed(key, whole):
        return Verdict("forged", "签名不对:这个码不是这里签发的", "请不要相信这张纸,并告诉发证的车间或县里")
    return Verdict("genuine", "签名是真的", "请把下面的编号、校验值、合计与纸上的逐项核对", claimed)


def judge_issued(verdict: Verdict, issued: IssuedPaper | None) -> Verdict:
    """As `judge_code` found it genuine, with the paper that the books have under its number."""
    if verdict.claimed is None:
        return verdict
    if issued is None:
        return replace(verdict, answer="forged", sentence="签名是真的,可是库里查无此件", mend="请向签发的车间查问")
    found = replace(verdict, issued=issued)
    sums = tuple(fen for _, fen in issued.facts.sums)
    if not issued.sha256.startswith(verdict.claimed.check) or sums[: len(verdict.claimed.sums)] != verdict.claimed.sums:
        return replace(found, answer="altered", sentence="码上的校验值或合计与库里的不一致", mend="请向签发的车间查问")
    if issued.state == "superseded":
        return replace(found, answer="superseded", sentence=f"已被 {issued.successor} 代替", mend="请以新的一份为准")
    if issued.state == "void":
        return replace(found, answer="void", sentence=f"已作废:{issued.reason}", mend="请不要再用这张纸")
    return replace(found, sentence="是本车间签发的,现在有效", mend=verdict.mend)


def compare_typed(verdict: Verdict, typed: str) -> Verdict:
    """With the check value or a sum that is printed on the paper in hand. A paper void or superseded stays so."""
    if verdict.answer == "forged" or verdict.claimed is None:
        return verdict
    if agrees(verdict.claimed, verdict.issued, typed):
        return replace(verdict, mend="输入的与签发时一致;其他各项请看下面")
    return replace(
        verdict,
        answer="altered",
        sentence="输入的与签发时不一致",
        mend="请看清纸上的数再试一次;还不对,纸上的内容就被改过",
    )


def agrees(claimed: Claimed, issued: IssuedPaper | None, typed: str) -> bool:
    """Whether a text is the check value or one of the sums."""
    plain = to_half_width(typed).strip().lower().replace(" ", "")
    check = plain.replace("-", "")
    if _HEX.fullmatch(check) and claimed.check.startswith(check):
        return True
    sums = [*claimed.sums, *(fen for _, fen in issued.facts.sums)] if issued else [*claimed.sums]
    try:
        return parse_yuan(plain.replace(",", "").removesuffix("元").removeprefix("¥")) in sums
    except BadNumber:
        return False


def compare_file(verdict: Verdict, code: str, intact: bool | None, asked: str) -> Verdict:
    """With a PDF: the code behind its end, whether the file is as it was made (None: no signature), and the code asked about."""
    if verdict.answer == "forged":
        return verdict
    if intact is None:
        sentence = "这个文件没有本系统的签名:是扫描、另存或改动过的"
        return replace(verdict, answer="altered", sentence=sentence, mend="请改用纸上的校验值或合计核对")
    if not intact:
        return replace(verdict, answer="altered", sentence="这个文件在签发以后被改动过", mend="请不要使用这个文件")
    if asked and code != asked:
        return replace(verdict, answer="altered", sentence="这是另一份材料的文件", mend="请上传这份材料的文件")
    return replace(verdict, mend="文件与做成时一字不差")
