"""As `parliament --string`, for all policies in one process: each start takes a second.

Reads a JSON list of texts, and prints for each a list of findings: [issue, severity, detail].
`--file` fails without a terminal.
"""
import json
import sys

from parliament import analyze_policy_string, enhance_finding


def findings(text):
    found = [enhance_finding(each) for each in analyze_policy_string(text).findings]
    return [[each.issue, each.title, str(each.detail)] for each in found]


print(json.dumps([findings(text) for text in json.load(sys.stdin)]))
