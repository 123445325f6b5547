"""Registers as customers keep them: spreadsheets read cell by cell, every fault named by sheet, row and column.

    outcome = import_register(house, hand, Brought(name, content), Under(top_unit(house, None), dry_run=True))

The command line prints the outcome; a page can show the same one.
"""

from web.imports.entering import Outcome, TopUnclear, Under, import_register, top_unit
from web.imports.findings import Finding
from web.imports.sheets import Brought

__all__ = ["Brought", "Finding", "Outcome", "TopUnclear", "Under", "import_register", "top_unit"]
