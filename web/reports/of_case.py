"""The paper of a case: what it is about, its limitations, its plan, its evidence by hash, and its whole road."""

from collections.abc import Iterator

from web.inspection.case_file import CaseFile
from web.inspection.timeline import Told, Words, told
from web.languages import gettext as _
from web.opened import names, texts
from web.reports.paper import Cell, Paper, Sheet, Stamp, made_from
from web.wording import day, word

Row = tuple[Cell, ...]


def case_paper(file: CaseFile, position: int, stamp: Stamp) -> Paper:
    """One query for its texts, one for its names; `position`: up to which fact it was made."""
    words = Words(texts(file.sealed()), names(file.people()), lambda _position: "")
    title = _("Hồ sơ khắc phục: %(unit)s", unit=file.story.unit.name)
    sheets = (_about(file), _limitations(file, words), _plan(file, words), _evidence(file, words), _road(file, words))
    return Paper(title, made_from(position, stamp), sheets)


def _about(file: CaseFile) -> Sheet:
    row, unit = file.story.case, file.story.unit
    told = (
        (_("Tổ chức"), f"{unit.name} ({unit.code})"),
        (_("Căn cứ"), _("%(number)s ngày %(day)s", number=row.basis_number, day=day(row.basis_dated))),
        (_("Trạng thái"), word("case_state", file.seen.state)),
        (_("Mở ngày"), day(row.opened_on)),
        (_("Hạn"), day(row.due)),
        (_("Đóng ngày"), day(row.closed_on) if row.closed_on else None),
        (_("Hiệu quả"), word("effect", row.effect)),
    )
    return Sheet(_("Vụ việc"), (), told)


def _limitations(file: CaseFile, words: Words) -> Sheet:
    heads = (_("Hạn chế"), _("Nguyên văn"), _("Nguyên nhân"), _("Kết quả"))
    rows = [
        (
            f"{one.found.fact.code} {word('deficiency', one.found.fact.code)}",
            words.text(one.found.fact.quote),
            "; ".join(f"{cause} {word('cause', cause)}" for cause in one.state.causes),
            _("đã thẩm tra đạt") if one.id not in file.case.unverified else None,
        )
        for one in file.held
    ]
    return Sheet(_("Hạn chế, khuyết điểm"), heads, rows)


def _plan(file: CaseFile, words: Words) -> Sheet:
    heads = (_("Việc"), _("Biện pháp"), _("Giải pháp"), _("Sản phẩm"), _("Người làm"), _("Hạn"), _("Kết quả"))
    return Sheet(_("Kế hoạch khắc phục"), heads, list(_steps(file, words)))


def _steps(file: CaseFile, words: Words) -> Iterator[Row]:
    for number, step in enumerate(file.case.steps, start=1):
        yield (
            str(number),
            words.text(step.remedy),
            f"{step.solution} {word('solution', step.solution)}",
            words.text(step.product),
            words.names.get(step.owner, step.owner),
            day(step.due),
            _("đã xong") if number in file.case.done - file.case.sent_back else None,
        )


def _evidence(file: CaseFile, words: Words) -> Sheet:
    heads = (_("Tệp"), _("Việc"), _("Ngày chụp, lập"), _("Cỡ (byte)"), "SHA-256")
    rows = [
        (words.text(fact.name), str(fact.step), day(fact.taken_on) if fact.taken_on else None, fact.size, fact.sha256)
        for fact in (record.fact for record in file.evidence)
    ]
    return Sheet(_("Minh chứng"), heads, rows)


def _road(file: CaseFile, words: Words) -> Sheet:
    heads = (_("Lúc"), _("Ai"), _("Việc"), _("Nội dung"))
    return Sheet(_("Diễn biến"), heads, [_line(line) for line in reversed(told(file.records, words))])


def _line(line: Told) -> Row:
    behalf = _("thay %(name)s", name=line.behalf) if line.behalf else ""
    who = ", ".join(filter(None, (line.who or _("Hệ thống"), behalf)))
    return f"{day(line.day)} {line.time}", who, line.said, line.quote or None
