"""The desk of the benchmarks: one mailbox, one promise. A program that needs categories or rules adds its own."""

MAILBOX = "support@example.com"
FIRM = f"""
[firm]
name = "Benchmark"
zone = "UTC"
default_sla = "plain"
[[mailbox]]
address = "{MAILBOX}"
[[sla]]
name = "plain"
calendar = "24x7"
[sla.p3]
first_answer = "8h"
"""
