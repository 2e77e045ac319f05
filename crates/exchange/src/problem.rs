//! Problems (填报问题): what is wrong with a file, where, why, and what to do about it.

use intake::CellRef;
use model::Message;
use serde::Serialize;

/// How bad a problem is (问题等级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: nothing is imported until it is mended.
    Error,
    /// 警告: imported, but someone should look.
    Warning,
    /// 提示: worth knowing.
    Notice,
}

macro_rules! codes {
    ($( $(#[$doc:meta])* $variant:ident = $code:literal, $severity:ident; )*) => {
        /// What can be wrong (问题种类). The code is stable and names the messages in the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[$doc])* $variant, )* }
        impl Code {
            /// Every kind of problem.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )* ];
            /// The stable code.
            pub fn code(self) -> &'static str { match self { $( Code::$variant => $code, )* } }
            /// How bad it is.
            pub fn severity(self) -> Severity { match self { $( Code::$variant => Severity::$severity, )* } }
            /// Keys of the three sentences: what, why, what to do.
            pub fn keys(self) -> [&'static str; 3] {
                match self { $( Code::$variant => [
                    concat!("exchange-", $code, "-what"), concat!("exchange-", $code, "-why"), concat!("exchange-", $code, "-remedy"),
                ], )* }
            }
        }
    };
}

codes! {
    /// The file was written by a newer program.
    NewerFormat = "newer-format", Error;
    /// The file belongs to another county.
    OtherCounty = "other-county", Error;
    /// Neither the file nor the caller says which county it is.
    CountyMissing = "county-missing", Error;
    /// No sheet holds the register of schools.
    TableMissing = "table-missing", Error;
    /// The file's ending is not that of its content.
    WrongExtension = "wrong-extension", Notice;
    /// A text file in another encoding than UTF-8.
    Encoding = "encoding", Notice;
    /// Rows of a text file differ in length.
    RaggedRows = "ragged-rows", Warning;
    /// A sheet is none of ours.
    SheetUnknown = "sheet-unknown", Notice;
    /// A sheet bears our name but no headings were found in it.
    HeaderMissing = "header-missing", Error;
    /// A required column is not there.
    ColumnMissing = "column-missing", Error;
    /// A heading is none of ours.
    ColumnUnknown = "column-unknown", Warning;
    /// Two columns have the same heading.
    ColumnTwice = "column-twice", Error;
    /// A heading's unit cannot be turned into the column's.
    UnitUnknown = "unit-unknown", Error;
    /// The notes name several units for a column.
    UnitAmbiguous = "unit-ambiguous", Error;
    /// A number merged over several rows.
    MergedNumber = "merged-number", Error;
    /// A column is hidden.
    HiddenColumn = "hidden-column", Notice;
    /// A sheet is hidden.
    HiddenSheet = "hidden-sheet", Notice;
    /// Rows are hidden.
    HiddenRows = "hidden-rows", Notice;
    /// The example row was filled in with data of the county.
    ExampleFilled = "example-filled", Warning;
    /// A total does not agree with the rows.
    TotalMismatch = "total-mismatch", Warning;
    /// The row does not say its school year.
    YearMissing = "year-missing", Error;
    /// A required cell is empty.
    Required = "required", Error;
    /// Two rows describe the same thing.
    DuplicateRow = "duplicate-row", Error;
    /// The cell holds a spreadsheet error.
    CellError = "cell-error", Error;
    /// Not a number.
    NotANumber = "not-a-number", Error;
    /// A number with words behind it.
    UnitInCell = "unit-in-cell", Error;
    /// Separators in doubtful places.
    Grouping = "grouping", Error;
    /// Fractions where whole numbers belong.
    NotWhole = "not-whole", Error;
    /// Below zero.
    Negative = "negative", Error;
    /// More decimal places than are kept.
    Rounded = "rounded", Warning;
    /// A number beyond all bounds.
    TooLarge = "too-large", Error;
    /// More characters than a cell takes.
    TextTooLong = "text-too-long", Error;
    /// 无 may mean none or not known.
    NoneOrZero = "none-or-zero", Error;
    /// A mark for "no data".
    Placeholder = "placeholder", Notice;
    /// Not a date.
    NotADate = "not-a-date", Error;
    /// A date that can be read two ways.
    DateAmbiguous = "date-ambiguous", Error;
    /// A year of two digits.
    DateShortYear = "date-short-year", Error;
    /// No such day.
    DateImpossible = "date-impossible", Error;
    /// The date lacks its month or day.
    DateImprecise = "date-imprecise", Error;
    /// Not a year.
    NotAYear = "not-a-year", Error;
    /// Not an entry of the list.
    NotInList = "not-in-list", Error;
    /// Neither yes nor no.
    NotYesNo = "not-yes-no", Error;
    /// Not a school code.
    BadSchoolCode = "bad-school-code", Error;
    /// A placeholder instead of a school code.
    PlaceholderCode = "placeholder-code", Warning;
    /// Some other number instead of a school code.
    LocalCode = "local-code", Warning;
    /// A unified credit code instead of a school code.
    CreditCode = "credit-code", Warning;
    /// Two schools bear one school code.
    DuplicateCode = "duplicate-code", Warning;
    /// Two schools bear one name.
    DuplicateName = "duplicate-name", Notice;
    /// Not a region code.
    BadRegionCode = "bad-region-code", Error;
    /// A planning cycle that ends before it begins, or is longer than any plan.
    BadCycle = "bad-cycle", Error;
    /// A quantity without its item.
    ItemMissing = "item-missing", Error;
    /// The school is not in the register.
    SchoolUnknown = "school-unknown", Error;
    /// Several schools bear that name.
    SchoolAmbiguous = "school-ambiguous", Error;
    /// The name beside the number is another one than in the register.
    NameDiffers = "name-differs", Warning;
    /// A key refers to nothing.
    ReferenceUnknown = "reference-unknown", Error;
    /// A key of the plan refers to nothing: read, so that the rules can object to it.
    PlanReferenceUnknown = "plan-reference-unknown", Warning;
    /// Longitude without latitude, or the other way round.
    LocationHalf = "location-half", Error;
    /// Longitude and latitude are in each other's place.
    LocationSwapped = "location-swapped", Error;
    /// The place lies outside the country.
    LocationOutside = "location-outside", Error;
    /// The datum is not stated.
    DatumUnstated = "datum-unstated", Notice;
    /// More classes than pupils.
    ClassesOverPupils = "classes-over-pupils", Error;
    /// More girls than pupils.
    GirlsOverPupils = "girls-over-pupils", Error;
    /// More boarders than pupils.
    BoardersOverPupils = "boarders-over-pupils", Error;
    /// Class sizes do not add up to the pupils.
    ClassSizesSum = "class-sizes-sum", Error;
    /// The number of class sizes is not the number of classes.
    ClassSizesCount = "class-sizes-count", Error;
    /// A class is missing between others.
    ClassSizesGap = "class-sizes-gap", Error;
    /// Boarders at a school that is said to have none.
    BoardingContradiction = "boarding-contradiction", Error;
    /// Pupils of a stage the school does not teach.
    StageMismatch = "stage-mismatch", Warning;
    /// Dangerous buildings exceed all buildings.
    DangerOverFloor = "danger-over-floor", Error;
    /// A part exceeds its whole.
    PartOverWhole = "part-over-whole", Error;
    /// An amount that no school has.
    Implausible = "implausible", Error;
    /// Far from comparable schools.
    Outlier = "outlier", Notice;
    /// A jump from one year to the next.
    Jump = "jump", Notice;
    /// No data for the base year.
    NoBaseYear = "no-base-year", Warning;
    /// Months do not add up to the year.
    MonthsSum = "months-sum", Error;
    /// Some months are missing.
    MonthsPartial = "months-partial", Warning;
    /// Education spending above the general budget.
    EducationOverBudget = "education-over-budget", Error;
    /// It ends before it begins.
    YearsReversed = "years-reversed", Warning;
    /// Money arranged is not the total investment.
    FundingMismatch = "funding-mismatch", Warning;
    /// Quantity times price is not the amount.
    PriceMismatch = "price-mismatch", Warning;
    /// A project without any content.
    ProjectEmpty = "project-empty", Warning;
    /// Totals of a plan leave all bounds.
    AmountOverflow = "amount-overflow", Error;
    /// Zero read as "no data", because the mapping says so.
    ZeroMissing = "zero-missing", Notice;
    /// A row the mapping leaves out.
    RowSkipped = "row-skipped", Notice;
    /// Rows that the total shows to be part of other rows.
    PartSkipped = "part-skipped", Notice;
    /// A value the mapping knows to be wrong.
    ValueOmitted = "value-omitted", Warning;
    /// A key that stood for several schools.
    KeyShared = "key-shared", Warning;
    /// An area administered by another county.
    Administered = "administered", Warning;
    /// A row name the mapping does not know.
    NameUnmapped = "name-unmapped", Error;
    /// A sheet the mapping does not fit.
    SheetUnmapped = "sheet-unmapped", Notice;
    /// No sheet of any file fits the mapping.
    MappingUnfit = "mapping-unfit", Error;
    /// A part of the mapping that no sheet was read by.
    MappingUnused = "mapping-unused", Warning;
    /// A value every row gets because the mapping assumes it.
    MappingAssumed = "mapping-assumed", Warning;
    /// Records that belong to no one county, left out of dossiers made by region.
    SplitLeftOut = "split-left-out", Warning;
    /// Spaces inside a number were closed up.
    SpacesInNumber = "spaces-in-number", Notice;
}

/// Where in a file something stands (位置).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Spot {
    /// Position of the sheet in the book; sheets order by it.
    pub order: usize,
    /// The file, empty for the one file that is read.
    pub file: String,
    /// The sheet, empty for the whole file.
    pub sheet: String,
    /// The cell, `None` for the whole sheet.
    pub cell: Option<CellRef>,
}

/// One problem (填报问题): one line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The stable code of its kind.
    pub code: &'static str,
    /// The file's name.
    pub file: String,
    /// The sheet, empty for the whole file.
    pub sheet: String,
    /// The cell in A1 form, empty for the whole sheet.
    pub cell: String,
    /// What is wrong.
    pub what: Message,
    /// Why that matters.
    pub why: Message,
    /// What to do.
    pub remedy: Message,
    #[serde(skip)]
    spot: Spot,
}

impl Problem {
    /// A problem of a kind at a place; the arguments go to all three sentences.
    pub fn new(code: Code, file: &str, spot: Spot, args: &[(&'static str, String)]) -> Problem {
        let [what, why, remedy] = code
            .keys()
            .map(|key| args.iter().fold(Message::new(key), |message, (name, value)| message.with(name, value)));
        Problem {
            severity: code.severity(),
            code: code.code(),
            file: file.to_owned(),
            sheet: spot.sheet.clone(),
            cell: spot.cell.map(|c| c.to_string()).unwrap_or_default(),
            what,
            why,
            remedy,
            spot,
        }
    }

    /// The cell, for marking it in a copy of the file.
    pub fn cell_ref(&self) -> Option<CellRef> {
        self.spot.cell
    }
}

/// Problems being collected (问题清单).
#[derive(Debug, Default)]
pub struct Problems {
    file: String,
    list: Vec<Problem>,
}

impl Problems {
    /// An empty list for a file.
    pub fn of(file: &str) -> Problems {
        Problems { file: file.to_owned(), list: Vec::new() }
    }

    /// The file they are about.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Adds one.
    pub fn add(&mut self, code: Code, spot: Spot, args: &[(&'static str, String)]) {
        let file = if spot.file.is_empty() { self.file.clone() } else { spot.file.clone() };
        self.list.push(Problem::new(code, &file, spot, args));
    }

    /// True when one of them stops the import.
    pub fn blocking(&self) -> bool {
        self.list.iter().any(|p| p.severity == Severity::Error)
    }

    /// All of them by sheet, row and column; equal ones once.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by(|a, b| (&a.spot, a.severity, a.code).cmp(&(&b.spot, b.severity, b.code)));
        self.list.dedup();
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::{Lang, word};

    #[test]
    fn every_kind_has_its_three_sentences_in_both_languages() {
        for code in Code::ALL {
            for key in code.keys() {
                for lang in [Lang::Zh, Lang::En] {
                    let text = word(lang, key);
                    assert!(!text.starts_with("exchange-") && !text.is_empty(), "{key} is missing in {lang:?}");
                }
            }
        }
    }

    #[test]
    fn ordered_by_sheet_and_cell() {
        let mut problems = Problems::of("f.xlsx");
        let spot = |order, row, col| Spot {
            order,
            file: String::new(),
            sheet: "s".into(),
            cell: Some(CellRef::new(row, col)),
        };
        problems.add(Code::Required, spot(1, 0, 0), &[]);
        problems.add(Code::Required, spot(0, 10, 1), &[]);
        problems.add(Code::Required, spot(0, 9, 5), &[]);
        problems.add(Code::Required, spot(0, 9, 5), &[]);
        let cells: Vec<_> = problems.into_sorted().into_iter().map(|p| p.cell).collect();
        assert_eq!(cells, ["F10", "B11", "A1"]);
    }
}
