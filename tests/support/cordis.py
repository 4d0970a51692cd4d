"""Make bulk data of CORDIS: rows with the columns of the export, written as CSV, JSON or XLSX, in folders and zips."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from generator.cordis.tables import Row, TableFile

CERN = "999988133"
INFN = "999992789"
CEA = "999992401"

PROJECT_COLUMNS = (
    *("id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics"),
    *(
        "ecSignatureDate",
        "frameworkProgramme",
        "masterCall",
        "subCall",
        "fundingScheme",
        "objective",
        "contentUpdateDate",
        "rcn",
        "grantDoi",
    ),
)
ORGANIZATION_COLUMNS = (
    *("projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street", "postCode"),
    *("city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate", "rcn", "order", "role"),
    *("ecContribution", "netEcContribution", "totalCost", "endOfParticipation"),
)


def make_project_row(grant: str = "101094300", **values: str) -> Row:
    """Make a row of ``project``, of a research and innovation action of Horizon Europe."""
    given = {
        "id": grant,
        "acronym": "MUONS",
        "status": "SIGNED",
        "title": "A design study for muons",
        "startDate": "2023-03-01",
        "endDate": "2027-02-28",
        "totalCost": "2232862,5",
        "ecMaxContribution": "2195000",
        "legalBasis": "HORIZON.1.3",
        "topics": "HORIZON-INFRA-2022-DEV-01-01",
        "frameworkProgramme": "HORIZON",
        "fundingScheme": "HORIZON-RIA",
        "objective": "To design.",
        "contentUpdateDate": "2025-02-24 17:23:14",
        "grantDoi": f"10.3030/{grant}",
    }
    return dict.fromkeys(PROJECT_COLUMNS, "") | given | values


def make_organization_row(grant: str = "101094300", code: str = CERN, **values: str) -> Row:
    """Make a row of ``organization``: of CERN as coordinator, or of another one as participant."""
    cern = {"name": "ORGANISATION EUROPEENNE POUR LA RECHERCHE NUCLEAIRE", "shortName": "CERN", "country": "CH", "role": "coordinator"}
    infn = {"name": "ISTITUTO NAZIONALE DI FISICA NUCLEARE", "shortName": "INFN", "country": "IT", "role": "participant"}
    cea = {"name": "COMMISSARIAT A L ENERGIE ATOMIQUE", "shortName": "CEA", "country": "FR", "role": "participant"}
    order = {CERN: "1", INFN: "2", CEA: "3"}.get(code, "4")
    own = {CERN: cern, INFN: infn, CEA: cea}.get(code, {"name": f"ORGANISATION {code}", "country": "DE", "role": "participant"})
    given = {"projectID": grant, "organisationID": code, "order": order, "netEcContribution": "500000,25", "ecContribution": "600000"}
    return dict.fromkeys(ORGANIZATION_COLUMNS, "") | given | own | values


def write_csv(rows: Sequence[Row], *, separator: str = ";", bom: bool = False) -> bytes:
    """Write rows as the export does: every value in quotes, lines that end in a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def write_json(rows: Sequence[Row]) -> bytes:
    """Write rows as the JSON variant does."""
    return json.dumps(list(rows)).encode()


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_xlsx(rows: Sequence[Row]) -> bytes:
    """Write rows as the XLSX variant does: one sheet, everything text, a wrong dimension."""
    lines = [tuple(rows[0]), *(tuple(row.values()) for row in rows)]
    cells = ["".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in line) for line in lines]
    return write_workbook(f'<dimension ref="A1"/><sheetData>{"".join(f"<row>{line}</row>" for line in cells)}</sheetData>')


def write_workbook(sheet: str) -> bytes:
    """Write a workbook with one sheet, given as the inside of its XML."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        workbook.writestr("_rels/.rels", _relate("xl/workbook.xml", "officeDocument"))
        workbook.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="DATA" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        workbook.writestr("xl/_rels/workbook.xml.rels", _relate("worksheets/s.xml", "worksheet"))
        workbook.writestr("xl/worksheets/s.xml", f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>')
    return data.getvalue()


def _relate(target: str, kind: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'


WRITERS = {"csv": write_csv, "json": write_json, "xlsx": write_xlsx}


def make_set(projects: Sequence[Row], organizations: Sequence[Row], *, form: str = "csv", **further: Sequence[Row]) -> dict[str, bytes]:
    """Write the tables of an export, by the names of their files."""
    tables = {"project": projects, "organization": organizations, **further}
    return {f"{name}.{form}": WRITERS[form](rows) for name, rows in tables.items()}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_zip(files: Mapping[str, bytes] | Iterable[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    """Write files as a zip, given by name or by what the zip says of them."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def make_table(name: str, data: bytes, *, form: str = "csv") -> TableFile:
    """Make a table of bytes."""
    return TableFile(f"{name}.{form}", name, form, len(data), "", lambda: io.BufferedReader(io.BytesIO(data)))
