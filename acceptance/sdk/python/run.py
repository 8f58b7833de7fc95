"""Runs the suites and prints one line of JSON for each case: its name, and why it failed if it did."""

import json
import sys
import traceback
import unittest


class Report(unittest.TestResult):
    def _tell(self, test, failure):
        print(json.dumps({"name": test.id(), "failure": failure}), flush=True)

    def addSuccess(self, test):
        self._tell(test, None)

    def addFailure(self, test, err):
        self._tell(test, "".join(traceback.format_exception(*err)))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.addFailure(subtest, err)


unittest.defaultTestLoader.discover(".", "*_suite.py").run(Report())
sys.exit(0)
