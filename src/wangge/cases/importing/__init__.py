"""`wangge import cases`: a legacy system's finished and open records, one row a case (architecture, outside contract)."""

from wangge.cases.importing.load import Summary, import_cases

__all__ = ["Summary", "import_cases"]
