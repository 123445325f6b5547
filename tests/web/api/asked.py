"""Requests that tests send again and again."""

from typing import Any

from tests.bloc import Api

MEETING = {
    "cell": "FDI",
    "kind": "regular",
    "on": "2026-10-05",
    "starts_at": "2026-10-05T14:00",
    "place": "Phòng họp tầng 2",
}
HELD = {
    "started_at": "2026-10-05T14:00",
    "ended_at": "2026-10-05T14:50",
    "chair": "secretary1",
    "obliged": 20,
    "present": 14,
    "excused": 4,
    "unexcused": 2,
    "speakers": 1,
    "items": [{"tag": "professional", "minutes": 40}],
}
MINUTES = {
    "sections": ["Chi bộ bàn việc tăng ca."],
    "read_back": True,
    "adopted": True,
    "signed": True,
    "filed_at": "2026-10-13T09:00",
}
FOUND = {
    "unit": "FDI",
    "code": "D06",
    "source": {"kind": "document", "id": "05-TB/UBKT"},
    "quote": "Thời gian sinh hoạt ngắn",
    "severity": "moderate",
    "causes": ["C7"],
}
BASIS = {"number": "05-TB/UBKT", "date": "2026-11-10"}


def made(answer: Any) -> str:
    """The id of what was made."""
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def scheduled(api: Api, **otherwise: Any) -> str:
    return made(api.post("/meetings", MEETING | otherwise))


def held(api: Api) -> str:
    meeting = scheduled(api)
    assert api.post(f"/meetings/{meeting}/hold", HELD).status_code == 200
    return meeting


def opened(api: Api, *deficiencies: str, **otherwise: Any) -> str:
    asked = {"deficiencies": list(deficiencies), "due": "2026-12-10", "basis": BASIS}
    return made(api.post("/remediations", asked | otherwise))


def plan(*deficiencies: str, **otherwise: Any) -> dict[str, Any]:
    line = {"solution": "S4.1", "remedy": "Họp đủ 90 phút", "due": "2026-12-01", "product": "Biên bản"}
    return {"steps": [{"deficiency": one, "owner": "secretary1", **line, **otherwise} for one in deficiencies]}


def refused(answer: Any, code: str) -> None:
    """The domain said no, by this code."""
    assert (answer.status_code, answer.json["code"]) == (409, code), answer.text


def faulted(answer: Any, *fields: str) -> None:
    """Malformed, in these fields and no others."""
    assert answer.status_code == 422, answer.text
    assert answer.content_type == "application/problem+json"
    assert {fault["field"].split(".")[0] for fault in answer.json["errors"]} == set(fields), answer.json["errors"]
    assert all(fault["detail"] for fault in answer.json["errors"])
