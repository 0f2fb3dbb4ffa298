#!/usr/bin/env python3
# failed.py LOG: the names of the tests that a log of meson's (testlog.json) has as failed
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import sys

with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        test = json.loads(line)
        if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL"):
            print(test["name"].split(" / ")[-1])
