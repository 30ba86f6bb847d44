"""Jobs 打印任务: work that takes longer than a page may wait, done by a process of its own.

The table `job` is the truth; the queue (huey) only rings the bell. A job is carried out by at most one process at a time, and what it
made counts only with the transaction that says it is done.
"""
