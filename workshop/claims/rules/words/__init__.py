"""The words of conditions, a family a file; importing this package fills the register."""

from workshop.claims.rules.words import changes, contracts, people, shares, shops, states, times, tracks, wages

FAMILIES = (  # in the order in which the vocabulary is printed
    ("人", people),
    ("时间", times),
    ("工资", wages),
    ("合同与保险", contracts),
    ("培训与已领", tracks),
    ("车间", shops),
    ("车间的认定与费用", states),
    ("一群人", shares),
    ("人数的增减", changes),
)
