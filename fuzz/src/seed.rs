//! `seed FOLDER`: writes first inputs of every target into FOLDER/NAME: an invented county cut small as dossier, workbook and
//! open document, its tables as text, files made to hurt, the mapping files and the policy packs of this project.

use exchange::{json, table, workbook};
use model::Dossier;
use std::error::Error;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let to = PathBuf::from(std::env::args().nth(1).ok_or("seed FOLDER")?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (name, _) in exchange::fuzz::TARGETS {
        std::fs::create_dir_all(to.join(name))?;
    }
    let put = |target: &str, name: &str, bytes: &[u8]| std::fs::write(to.join(target).join(name), bytes);

    for (n, text) in TEXTS.iter().enumerate() {
        put("text", &format!("text-{n}"), text.as_bytes())?;
    }
    put("frames", "none", &[0; 16])?;

    let small = small().ok_or("no county")?;
    let mut empty = small.clone();
    (empty.schools, empty.plan) = (Vec::new(), model::Plan::default());
    put("dossier", "small", &json::write(&small)?)?;
    put("dossier", "empty", &json::write(&empty)?)?;

    let whole = workbook::write(&small)?;
    put("package", "county", &whole)?;
    let book = intake::fuzz::file(&whole, "a.xlsx").map_err(|p| p.to_string())?;
    for (at, table) in table::all().iter().enumerate() {
        let Some(sheet) = book.sheet(table.sheet) else { continue };
        let mut text = Vec::new();
        for row in sheet.rows.iter().take(12) {
            let cells: Vec<String> = row.cells.iter().map(|c| c.value.shown().replace(['\n', ',', '"'], " ")).collect();
            text.extend_from_slice(cells.join(",").as_bytes());
            text.push(b'\n');
        }
        put("csv", table.key, &text)?;
        text.insert(0, u8::try_from(at)?);
        put("workbook", table.key, &text)?;
    }
    let strings = entry(&whole, "xl/sharedStrings.xml")?;
    let styles = entry(&whole, "xl/styles.xml")?;
    let short = |bytes: &[u8], most: usize| bytes.get(..most.min(bytes.len())).unwrap_or_default().to_vec();
    for number in 1..60 {
        let Ok(sheet) = entry(&whole, &format!("xl/worksheets/sheet{number}.xml")) else { break };
        let parts = [short(&sheet, 6000), short(&strings, 1500), short(&styles, 3000)].join(&0);
        put("xlsx", &format!("sheet-{number}"), &parts)?;
    }
    for (n, sheet) in SHEETS.iter().enumerate() {
        put("xlsx", &format!("part-{n}"), sheet.as_bytes())?;
        put("mark", &format!("part-{n}"), sheet.as_bytes())?;
    }
    put("ods", "table", TABLE.as_bytes())?;

    let fixtures = root.join("crates/intake/tests/fixtures");
    let ods = std::fs::read(fixtures.join("sample.ods"))?;
    put("ods", "sample", &entry(&ods, "content.xml")?)?;
    put("package", "sample-ods", &ods)?;
    put("package", "sample-xlsx", &std::fs::read(fixtures.join("sample.xlsx"))?)?;
    put("xls", "sample", &std::fs::read(fixtures.join("sample.xls"))?)?;

    for path in files(&root.join("mappings"))? {
        let mut bytes = std::fs::read(&path)?;
        put("mapping", &stem(&path), &bytes)?;
        bytes.extend_from_slice("\0年份,学区,出生人数\n2015年,甲区,120\n2016,乙区,1 30\n合计,,250\n".as_bytes());
        put("mapping", &format!("{}-rows", stem(&path)), &bytes)?;
    }
    put("mapping", "small", MAPPING.as_bytes())?;
    for folder in ["national", "inner-mongolia", "hohhot-notice-2021"] {
        let head = std::fs::read(root.join("packs").join(folder).join("pack.toml"))?;
        let documents = std::fs::read(root.join("packs").join(folder).join("documents.toml"))?;
        for path in files(&root.join("packs").join(folder))? {
            let body = std::fs::read(&path)?;
            put("pack", &format!("{folder}-{}", stem(&path)), &[&head[..], &documents, &body].join(&b'\n'))?;
        }
    }
    Ok(())
}

/// A county with two schools, two projects and a little of everything else.
fn small() -> Option<Dossier> {
    let mut d = synth::demo_city(7).into_iter().next()?;
    d.schools.truncate(2);
    for school in &mut d.schools {
        while school.records.len() > 1 {
            school.records.pop_first();
        }
    }
    d.plan.projects.truncate(2);
    d.zones.truncate(2);
    d.births.truncate(4);
    d.migration.truncate(2);
    d.budgets.truncate(6);
    d.other_projects.truncate(2);
    d.settlements.truncate(1);
    d.sites.truncate(1);
    Some(d)
}

fn entry(package: &[u8], name: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    zip::ZipArchive::new(Cursor::new(package))?.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

const TEXTS: [&str; 12] = [
    "1,234.50",
    "１２３４．５万元",
    "(1 234)",
    "2021年10月15日",
    "2021.10",
    "四〇二一年",
    "-0.5%",
    "校舍建筑面积（万平方米）",
    "其中：教学及辅助用房/㎡",
    "1.5e308",
    "三千二百零一",
    "44474",
];

const SHEETS: [&str; 4] = [
    "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44474</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>甲&amp;乙</t></is></c></row><row r=\"3\"><c t=\"b\"><v>1</v></c><c><f>A1</f><v>1.5</v></c><c t=\"e\"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData></worksheet>",
    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aa\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>\0<sst count=\"4000000000\"><si><r><t>校</t></r><rPh><t>x</t></rPh></si><si><t xml:space=\"preserve\"> y</t></si></sst>\0<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts><cellXfs><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
];

const TABLE: &str = "<office:document-content><office:automatic-styles><style:style style:name=\"a\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"表\" table:style-name=\"a\"><table:table-column table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"1.5\" table:number-columns-spanned=\"2\"><text:p>1.5</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2021-10-15\"><text:p>甲<text:s text:c=\"2\"/>乙</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";

const MAPPING: &str = "version = 1\nname = \"n\"\n[dossier]\ncounty = \"330100\"\ncycle = [2021, 2025]\nbase_year = 2020\nas_of = \"2021-06-01\"\n[[region]]\ncode = \"330102\"\nname = \"甲区\"\nlevel = \"county\"\n[[sheet]]\nfile = \"*\"\nbilingual = true\nclose_spaces = true\ntotals = [\"合计\"]\n[[sheet.column]]\nheading = [\"学区\"]\nto = [\"births/zone\"]\n[[sheet.column]]\nheading = [\"年份\"]\nto = [\"births/year\"]\nfirst = 4\n[[sheet.column]]\nheading = [\"出生人数\"]\nto = [\"births/total\"]\nzero_missing = true\n\0年份,学区,出生人数\n2015年,甲区,120\n2016,乙区,1 30\n合计,,250\n";
