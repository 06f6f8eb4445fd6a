"""A small record in which everything that can be judged occurs."""

from __future__ import annotations

from schemas.plan import (
    Agency,
    Column,
    Coverage,
    Deadline,
    Header,
    Mention,
    Place,
    PlaceUnit,
    Plan,
    Problem,
    Recipient,
    Reference,
    Signatory,
    Source,
    Table,
    Target,
    Task,
    Where,
)

TEXT = "Thực hiện Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ và Kế hoạch số 13/KH-UBND của UBND huyện."


def make_plan() -> Plan:
    rows = (
        ("I. CẢI CÁCH THỂ CHẾ", "1.", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Tư pháp", "", "Quý II"),
        ("I. CẢI CÁCH THỂ CHẾ", "2.", "Tuyên truyền cải cách hành chính", "Tin bài", "Văn hóa", "Đài", "Hằng quý"),
        ("II. TÀI CHÍNH", "1.", "Công khai ngân sách xã", "Nghị quyết", "Kế toán", "UBND", "Trước 30/6"),
    )
    deadlines = (
        Deadline(raw="Quý II", kind="period", edtf="2023-34", boundary="by", due_latest="2023-06-30"),
        Deadline(raw="Hằng quý", kind="recurring", rrule="FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        Deadline(raw="Trước 30/6", kind="before", edtf="[..2023-06-29]", boundary="before", due_latest="2023-06-29"),
    )
    return Plan(
        source=Source(
            name="plan.pdf", sha256="ab" * 32, media_type="application/pdf", bytes=9, pages=3, text_layer="digital"
        ),
        header=Header(
            code="11/KH-UBND",
            kind="Kế hoạch",
            issued_on="2023-02-16",
            issued_at="Triệu An",
            title="Cải cách hành chính năm 2023",
            period="2023",
            issuer="Ủy ban nhân dân xã Triệu An",
            level="commune",
            parent=None,
            place=Place(commune=PlaceUnit(name="xã Triệu An", code="19627")),
            signatory=Signatory(
                name="Nguyễn Văn A", position="Chủ tịch", authority="TM.", on_behalf_of="Ủy ban nhân dân"
            ),
            recipients=(Recipient(name="UBND huyện", note="bc"), Recipient(name="Lưu: VT")),
        ),
        text=TEXT,
        sections=(),
        tables=(
            Table(
                id="table-1",
                appendix=None,
                title=None,
                caption=None,
                kind="tasks",
                columns=tuple(
                    Column(name=name, role=role)
                    for name, role in (
                        ("TT", "marker"),
                        ("Nhiệm vụ", "task"),
                        ("Sản phẩm", "deliverable"),
                        ("Chủ trì", "lead"),
                        ("Phối hợp", "coordinating"),
                        ("Thời gian", "deadline"),
                    )
                ),  # type: ignore[arg-type]
                rows=tuple(row[1:] for row in rows),
                where=(Where(page=2),),
            ),
        ),
        tasks=tuple(
            Task(
                id=f"table-1/{number}",
                table="table-1",
                section=None,
                group=(row[0],),
                marker=row[1],
                task=row[2],
                deliverable=row[3],
                lead=row[4],
                lead_agencies=(Agency(text=row[4], name=f"{row[4]} xã", matched=True),),
                coordinating=row[5] or None,
                coordinating_agencies=(Agency(text=row[5]),) if row[5] else (),
                deadline=deadline,
                extra={"Kinh phí": str(number)},
                where=(Where(page=2),),
            )
            for number, (row, deadline) in enumerate(zip(rows, deadlines, strict=True), start=1)
        ),
        targets=(
            Target(id="target-1", text="tối thiểu 15%", kind="ratio", comparator="ge", min="15", unit="%"),
            Target(id="target-2", text="20 triệu đồng/người/năm", kind="money", min="20000000", max="20000000"),
        ),
        references=(
            make_reference("ref-1", "Nghị định", "107/2021/NĐ-CP", "2021-12-06", "Chính phủ", (10, 67)),
            make_reference("ref-2", "Kế hoạch", "13/KH-UBND", None, "UBND huyện", (71, 109), pinpoint="Mục 2"),
        ),
        problems=(Problem(code="marker-gap", severity="info", message="a gap", subject="table-1"),),
        coverage=Coverage(characters=90, placed=90),
    )


def make_reference(
    name: str,
    kind: str,
    code: str,
    issued_on: str | None,
    issuer: str,
    span: tuple[int, int],
    pinpoint: str | None = None,
) -> Reference:
    mention = Mention(
        text=TEXT[span[0] : span[1]], span=span, relation="cites", pinpoint=pinpoint, self=False, task=None
    )
    return Reference(
        id=name,
        kind=kind,
        code=code,
        number=None,
        year=None,
        symbol=None,
        issued_on=issued_on,
        issuer=issuer,
        issuer_stated=issuer,
        issuer_inferred=None,
        title=None,
        uri=None,
        urn=None,
        mentions=(mention,),
    )
