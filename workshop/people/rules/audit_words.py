"""What the record of a person says in words."""

import json
from typing import Any

from workshop.people.rules.words import HOURS_SYSTEMS

VERBS = {
    "worker.add": "登记入册",
    "worker.correct": "更正资料",
    "worker.leave": "登记离职",
    "worker.unleave": "撤回离职",
    "worker.unmask": "查看完整号码",
    "category.record": "登记类别",
    "contract.record": "登记合同",
    "account.record": "登记银行账号",
    "terms.record": "登记工资约定",
    "message.choose": "选了怎么通知",
    "worker_pin.set": "设了手机 PIN",
    "pin.seal": "PIN 加了密封",
    "worker_pin.unlock": "解开手机 PIN",
    "worker_session.open": "本人登录手机",
    "worker_session.end": "手机退出",
    "badge.replace": "换发工牌",
    "day.confirm": "本人对工",
    "proposal.hand_in": "扫码自报产量",
    "fact.record": "登记申领资料",
    "family.work": "登记就业情况",
    "departure.record": "登记离开的原因",
    "bundle.issue": "交出工资材料",
}
FACTS = {
    "name": "姓名",
    "sex": "性别",
    "id_no": "身份证号",
    "birth_date": "出生日期",
    "phone": "手机",
    "household_no": "户编号",
    "relation_to_head": "与户主关系",
    "address": "住址",
    "post": "岗位",
    "hire_date": "入职日期",
    "card": "银行卡号",
}


def tell_leaf(action: str, detail: str) -> str:
    """One sentence for a leaf of the record: what was done, from what to what, why."""
    facts: dict[str, Any] = json.loads(detail)
    said = _SENTENCES.get(action, lambda _: "")(facts)
    reason = f"(原因:{facts['reason']})" if facts.get("reason") else ""
    return f"{VERBS.get(action, '其他记录')}{':' if said else ''}{said}{reason}"


def _corrected(facts: dict[str, Any]) -> str:
    changed: dict[str, Any] = facts["changed"]
    return ",".join(
        f"{FACTS.get(name, name)}已改"
        if values == "changed"
        else f"{FACTS.get(name, name)} {values[0] or '空'} → {values[1] or '空'}"
        for name, values in changed.items()
    )


def _category(facts: dict[str, Any]) -> str:
    checked = f",{facts['checked_on']} 核对" if facts.get("checked_on") else ""
    return f"{facts['category']}{'' if facts['holds'] else ' 结束'},{facts['valid_from']} 起{checked}"


_SENTENCES = {
    "worker.correct": _corrected,
    "worker.leave": lambda facts: f"最后工作日 {facts['leave_date']}",
    "worker.unleave": lambda facts: f"原为 {facts['was']}",
    "worker.unmask": lambda facts: FACTS.get(facts["field"], ""),
    "category.record": _category,
    "contract.record": lambda facts: (
        f"{facts['kind']} {facts['valid_from'] or ''} 至 {facts['valid_to'] or '无固定期限'}"
    ),
    "account.record": lambda facts: f"尾号 {facts['tail']},{facts['valid_from']} 起",
    "day.confirm": lambda facts: f"{facts['date']} {'对得上' if facts['agrees'] else '对不上'}",
    "bundle.issue": lambda facts: f"{facts['from']} 至 {facts['to']}",
    "terms.record": lambda facts: f"{HOURS_SYSTEMS[facts['hours_system']]},{facts['valid_from']} 起",
}
