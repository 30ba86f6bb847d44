"""Amounts in Chinese words, as cheques and wage sheets write them (支付结算办法, annex 1)."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def _group(value: int) -> str:
    """0..9999 in words, inner zeros as one 零, nothing for zero."""
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _PLACES[place]
        zero = digit == 0
        if zero and text and value % 10**place == 0:
            break
    return text


def _whole(yuan: int) -> str:
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    text, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        if groups[index]:
            text += ("零" if text and (gap or groups[index] < 1000) else "") + _group(groups[index]) + _GROUPS[index]
            gap = False
        else:
            gap = True
    return text


def amount_in_words(fen: int) -> str:
    """Fen as 人民币……元……角……分; 整 after 元 or 角; a negative sum begins with 负."""
    if fen < 0:
        return "人民币负" + amount_in_words(-fen).removeprefix("人民币")
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text = (_whole(yuan) + "元") if yuan else ("" if fen else "零元")
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif rest and yuan:
        text += "零"
    text += (_DIGITS[rest] + "分") if rest else "整"
    return "人民币" + text
