"""What of the two lists is looked at in another place of the house, each with where."""

from workshop.claims.rules.inspecting.checks import not_here

not_here("id_number", "身份证号校验", (), (1,), "花名册录入和导入时校验号码,性别、出生日期与号码不同当场指出")
not_here("minimum_wage", "最低工资", (), (12,), "算工资时逐人核对当地最低工资,不足的写明补足")
not_here("part_time_hours", "非全日制每周 24 小时", (), (12,), "钟点工录工时的时候提醒")
not_here(
    "home_and_here",
    "同时在车间和交外发货",
    (),
    (8,),
    "上班时顺路交货是常事,不单独问;工时合起来超过人手的由「外发工费超过人手」问",
)
not_here("window", "申领时间和办法有效期", (), (20,), "核对申领时按办法的窗口和版本判断,过期的不能核对")
not_here("papers", "材料、公示", (), (21,), "申领的材料清单和公示登记逐项列出缺什么")
not_here("arrival", "到账、差额、退回", (), (24,), "申领的到账、差额和退回逐笔登记")
not_here("changes", "修改留痕", (), (25,), "每次修改都在操作记录里,锁定的月份不能改,印件带校验码")
