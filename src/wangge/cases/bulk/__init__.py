"""Decisions of many cases into the tables at once, by COPY: the same contents that `store.write` makes act by act.

For simulation and import. Everything happens in the caller's transaction.
"""

from wangge.cases.bulk.numbers import CaseNumbers
from wangge.cases.bulk.values import Act, Citizen, History, ReportedAs
from wangge.cases.bulk.writer import BulkWriter

__all__ = ["Act", "BulkWriter", "CaseNumbers", "Citizen", "History", "ReportedAs"]
