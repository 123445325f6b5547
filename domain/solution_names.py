"""Closed sets of the seven solutions: what shows that a step was done, when a programme is looked at."""

from enum import StrEnum


class Evidence(StrEnum):
    """What shows that a step was done (minh chứng)."""

    DOCUMENT = "document"
    MINUTES = "minutes"
    ATTENDANCE_LIST = "attendance_list"
    PHOTO = "photo"
    AGREEMENT = "agreement"


class ReviewPeriod(StrEnum):
    """Sơ kết giữa năm, tổng kết cuối năm."""

    MID_YEAR = "mid_year"
    YEAR_END = "year_end"
