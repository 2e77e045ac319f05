# Problems of workbooks and tables: what, why, what to do.

exchange-newer-format-what = The file has format { $format }; this program knows up to { $known }.
exchange-newer-format-why = Newer contents could be misread.
exchange-newer-format-remedy = Update the program, or use the one that wrote the file.

exchange-other-county-what = The data are of { $found }; { $wanted } was expected.
exchange-other-county-why = The wrong file, or the region code was changed.
exchange-other-county-remedy = Check the file; if the code was mistyped, set it back to { $wanted }.

exchange-county-missing-what = The file does not say which county it is of.
exchange-county-missing-why = Without a region code no dossier can be made.
exchange-county-missing-remedy = Fill in the sheet 基本信息; copy a single table into a county workbook and check that.

exchange-bad-cycle-what = { $first }–{ $last } is no planning cycle.
exchange-bad-cycle-why = It may not end before it begins, nor be longer than { $most } years.
exchange-bad-cycle-remedy = Correct 规划首年 and 规划末年.

exchange-table-missing-what = The table { $table } was not found, or has no schools yet.
exchange-table-missing-why = All other tables rest on it.
exchange-table-missing-remedy = Fill it in; if it is not there, copy it from a blank workbook or rename the sheet to { $table }.

exchange-sheet-unknown-what = The sheet { $sheet } is none of the workbook's and was not read.
exchange-sheet-unknown-why = Neither its name nor its headings fit.
exchange-sheet-unknown-remedy = If it should be read, give it the name and headings of its table; otherwise leave it.

exchange-header-missing-what = No headings of { $table } were found; missing: { $missing }.
exchange-header-missing-why = They may have been changed, or stand too far down.
exchange-header-missing-remedy = Copy the headings from a blank workbook.

exchange-column-missing-what = The column { $column } is missing.
exchange-column-missing-why = Without it no row of the table can be used.
exchange-column-missing-remedy = Add the column.

exchange-column-unknown-what = The column { $column } is not known and was not read.
exchange-column-unknown-why = Its heading differs from the prescribed one.
exchange-column-unknown-remedy = Correct the heading if it should be read, or delete the column.

exchange-column-twice-what = The column { $column } stands twice; only the one at { $first } was read.
exchange-column-twice-why = There is no telling which one counts.
exchange-column-twice-remedy = Delete or rename one of them.

exchange-unit-unknown-what = The heading of { $column } states the unit { $unit }, which cannot be turned into { $own }.
exchange-unit-unknown-why = The units measure different things.
exchange-unit-unknown-remedy = Change the heading's unit to { $own } and check the numbers.

exchange-unit-ambiguous-what = The unit of { $column } is unclear; the sheet names several: { $units }.
exchange-unit-ambiguous-why = There is no telling which one applies.
exchange-unit-ambiguous-remedy = State the unit in the column's heading.

exchange-merged-number-what = The number in { $range } is merged over several rows.
exchange-merged-number-why = One number cannot be divided among rows.
exchange-merged-number-remedy = Unmerge the cells and fill in each row.

exchange-hidden-column-what = The column { $column } is hidden; it was read all the same.
exchange-hidden-column-why = Hidden data are easily forgotten.
exchange-hidden-column-remedy = Unhide and check it.

exchange-hidden-sheet-what = The sheet { $sheet } is hidden; it was read all the same.
exchange-hidden-sheet-why = Hidden data are easily forgotten.
exchange-hidden-sheet-remedy = Unhide and check it, or delete it.

exchange-hidden-rows-what = { $count } hidden or filtered rows were read all the same.
exchange-hidden-rows-why = Hidden rows are data too.
exchange-hidden-rows-remedy = Unhide them and check.

exchange-total-mismatch-what = The total of { $column } is { $stated }, the rows add up to { $sum }.
exchange-total-mismatch-why = A row may be missing or wrong.
exchange-total-mismatch-remedy = Check the rows and the total. The rows are what counts.

exchange-year-missing-what = The row does not state its school year.
exchange-year-missing-why = School data must belong to a year.
exchange-year-missing-remedy = Fill in the school year, for example 2020, or name it in the sheet's name.

exchange-required-what = { $column } is empty.
exchange-required-why = The row cannot be used without it.
exchange-required-remedy = Fill it in, or delete the row.

exchange-duplicate-row-what = { $key } stands twice; row { $row } of { $sheet } has it already.
exchange-duplicate-row-why = Each thing may have one row only, or it would count twice.
exchange-duplicate-row-remedy = Delete one of the rows, or correct the key.

exchange-cell-error-what = { $column } holds the formula error { $value }.
exchange-cell-error-why = The formula gave no result.
exchange-cell-error-remedy = Correct the formula, or type the value.

exchange-not-a-number-what = { $column } holds “{ $value }”, which is not a number.
exchange-not-a-number-why = The column takes numbers only.
exchange-not-a-number-remedy = Type a number; 0 for none, empty for not known.

exchange-unit-in-cell-what = { $column } holds “{ $value }”: words follow the number ({ $rest }).
exchange-unit-in-cell-why = They may or may not be a unit.
exchange-unit-in-cell-remedy = Type the number only, in the heading's unit.

exchange-grouping-what = { $column } holds “{ $value }”: the separators are in odd places.
exchange-grouping-why = It may be a decimal comma, or a stray space.
exchange-grouping-remedy = Type the number without commas and spaces.

exchange-not-whole-what = { $column } holds “{ $value }”, which is not a whole number.
exchange-not-whole-why = Persons, classes, rooms are whole.
exchange-not-whole-remedy = Type a whole number, and check the unit.

exchange-negative-what = { $column } holds the negative number { $value }.
exchange-negative-why = It cannot be below zero.
exchange-negative-remedy = Check and correct it.

exchange-rounded-what = { $column } holds { $value }, more decimals than are kept; { $kept } was read.
exchange-rounded-why = Areas and amounts have a fixed number of decimals.
exchange-rounded-remedy = Check it; leave it if the value is right.

exchange-too-large-what = { $column } holds { $value }, which is too large.
exchange-too-large-why = It is beyond all bounds.
exchange-too-large-remedy = Check the unit and the digits.

exchange-text-too-long-what = { $column } holds more than { $most } characters.
exchange-text-too-long-why = A cell does not take that much.
exchange-text-too-long-remedy = Shorten it; long explanations belong in the library.
exchange-none-or-zero-what = { $column } holds “{ $value }”, which can mean two things.
exchange-none-or-zero-why = 无 may mean none (0) or no data.
exchange-none-or-zero-remedy = Type 0 for none; leave the cell empty if not known.

exchange-placeholder-what = { $column } holds “{ $value }”, read as no data.
exchange-placeholder-why = Dashes and strokes stand for no data.
exchange-placeholder-remedy = Leave it if there are no data; type 0 if it is zero.

exchange-not-a-date-what = { $column } holds “{ $value }”, which is not a date.
exchange-not-a-date-why = It cannot be read as one.
exchange-not-a-date-remedy = Write 2021-10-15, or 2021-10 for a month.

exchange-date-ambiguous-what = { $column } holds “{ $value }”: it may be { $first } or { $second }.
exchange-date-ambiguous-why = Day and month are not guessed.
exchange-date-ambiguous-remedy = Write it like 2021-10-15.

exchange-date-short-year-what = { $column } holds “{ $value }”, a year of two digits.
exchange-date-short-year-why = The century is not certain.
exchange-date-short-year-remedy = Write the year with four digits.

exchange-date-impossible-what = { $column } holds “{ $value }”: there is no such day.
exchange-date-impossible-why = It is not in the calendar, or outside 1900–2200.
exchange-date-impossible-remedy = Correct the date.

exchange-date-imprecise-what = { $column } holds “{ $value }”, which is not precise enough.
exchange-date-imprecise-why = { $wanted ->
    [month] The month is needed.
   *[other] The day is needed.
}
exchange-date-imprecise-remedy = Complete it, or leave it empty if not known.

exchange-not-a-year-what = { $column } holds “{ $value }”, which is not a year.
exchange-not-a-year-why = A year of four digits is needed.
exchange-not-a-year-remedy = Write 2020; a school year is named by its autumn.

exchange-not-in-list-what = { $column } holds “{ $value }”, which is not in the list.
exchange-not-in-list-why = The list: { $options }.
exchange-not-in-list-remedy = Choose from the dropdown list.

exchange-not-yes-no-what = { $column } holds “{ $value }”, neither 是 nor 否.
exchange-not-yes-no-why = The column takes 是 and 否 only.
exchange-not-yes-no-remedy = Type 是 or 否, or leave it empty if not known.

exchange-bad-school-code-what = The school code “{ $code }” is not ten digits.
exchange-bad-school-code-why = The ministry's codes have ten.
exchange-bad-school-code-remedy = Correct it, or leave it empty if there is none.

exchange-placeholder-code-what = The school code “{ $code }” is a placeholder; it was read as none.
exchange-placeholder-code-why = It is no real code.
exchange-placeholder-code-remedy = Fill in the real code, or leave it empty.

exchange-credit-code-what = “{ $code }” is a unified social credit code, not a school code; it was read as none.
exchange-credit-code-why = The two are different.
exchange-credit-code-remedy = Fill in the ten-digit school code.

exchange-bad-region-code-what = “{ $code }” is not a region code.
exchange-bad-region-code-why = It should have six digits, or six to twelve letters and digits for a development zone.
exchange-bad-region-code-remedy = Correct it.

exchange-item-missing-what = { $column } holds a quantity, but of what is not known.
exchange-item-missing-why = The unit follows from the item.
exchange-item-missing-remedy = Fill in the item.

exchange-school-unknown-what = { $school } is not in the register of schools.
exchange-school-unknown-why = The data belong nowhere.
exchange-school-unknown-remedy = Register the school, or correct its number or name.

exchange-school-ambiguous-what = { $count } schools are called { $school }.
exchange-school-ambiguous-why = There is no telling which one.
exchange-school-ambiguous-remedy = Fill in the school's number.

exchange-name-differs-what = Number { $school } is registered as “{ $registered }”; here it is “{ $given }”.
exchange-name-differs-why = Number and name disagree; the row may be wrong.
exchange-name-differs-remedy = Check it. The number is what counts.

exchange-reference-unknown-what = “{ $key }” is not in the table { $table }.
exchange-reference-unknown-why = The key refers to nothing.
exchange-reference-unknown-remedy = Register it in { $table }, or correct the key.

exchange-location-half-what = Only one of longitude and latitude is given.
exchange-location-half-why = Both are needed for a place.
exchange-location-half-remedy = Fill in the other one, or leave both empty.

exchange-location-swapped-what = Longitude { $lon } and latitude { $lat } stand in each other's place.
exchange-location-swapped-why = Longitudes of the country lie between 73 and 136, latitudes between 3 and 54.
exchange-location-swapped-remedy = Exchange the two.

exchange-location-outside-what = Longitude { $lon }, latitude { $lat } lie outside the country.
exchange-location-outside-why = The place is plainly wrong.
exchange-location-outside-remedy = Check the coordinates.

exchange-datum-unstated-what = The datum is not stated and was read as “not stated”.
exchange-datum-unstated-why = Maps differ by some hundred metres; such places decide no distance.
exchange-datum-unstated-remedy = Choose the datum if its source is known.

exchange-classes-over-pupils-what = { $school } { $where }: { $classes } classes, but { $pupils } pupils.
exchange-classes-over-pupils-why = There cannot be more classes than pupils.
exchange-classes-over-pupils-remedy = Check both; the columns may be exchanged.

exchange-girls-over-pupils-what = { $school } { $where }: { $girls } girls, but { $pupils } pupils.
exchange-girls-over-pupils-why = Girls are part of the pupils.
exchange-girls-over-pupils-remedy = Check both.

exchange-boarders-over-pupils-what = { $school } { $where }: { $boarders } boarders, but { $pupils } pupils.
exchange-boarders-over-pupils-why = Boarders are part of the pupils.
exchange-boarders-over-pupils-remedy = Check both.

exchange-class-sizes-sum-what = { $school } { $where }: the class sizes add up to { $sum }, the pupils are { $pupils }.
exchange-class-sizes-sum-why = The two must agree.
exchange-class-sizes-sum-remedy = Check the sheets 班额 and 分年级学生班级.

exchange-class-sizes-count-what = { $school } { $where }: sizes of { $count } classes, but { $classes } classes.
exchange-class-sizes-count-why = The two must agree.
exchange-class-sizes-count-remedy = Check the sheets 班额 and 分年级学生班级.

exchange-class-sizes-gap-what = Class { $class } is empty, but later ones are filled in.
exchange-class-sizes-gap-why = There is no telling whether the class exists.
exchange-class-sizes-gap-remedy = Fill it in, or move the later ones up.

exchange-boarding-contradiction-what = { $school } is said not to board, but has { $boarders } boarders in { $year }.
exchange-boarding-contradiction-why = The two contradict each other.
exchange-boarding-contradiction-remedy = Check the boarding flag and the boarders.

exchange-stage-mismatch-what = { $school } is a { $kind }, but has pupils of { $stage } in { $year }.
exchange-stage-mismatch-why = Kind and pupils disagree.
exchange-stage-mismatch-remedy = Check the kind and the grades.

exchange-danger-over-floor-what = { $school } { $year }: { $danger } m² of dangerous buildings, but { $floor } m² of floor area.
exchange-danger-over-floor-why = Dangerous buildings are part of the whole.
exchange-danger-over-floor-remedy = Check both areas and their units.

exchange-part-over-whole-what = { $school } { $year }: { $part } is { $value }, more than { $whole }, { $limit }.
exchange-part-over-whole-why = A part cannot exceed the whole.
exchange-part-over-whole-remedy = Check both, their columns and units.

exchange-implausible-what = { $school } { $where }: { $column } is { $value }, above the plausible limit { $limit }.
exchange-implausible-why = No school has that much; the unit or the digits are probably wrong.
exchange-implausible-remedy = Check it. If it is right, have the limit raised.

exchange-outlier-what = { $school } { $year }: { $measure } is { $value }; comparable schools have about { $median }.
exchange-outlier-why = It is far from its peers and may be wrong.
exchange-outlier-remedy = Check it; leave it if it is right.

exchange-jump-what = { $school }: pupils went from { $old } in { $before } to { $new } in { $year }.
exchange-jump-why = That is a large change in a year.
exchange-jump-remedy = Check it; leave it if it is right.

exchange-no-base-year-what = { $school } has no pupils for the base year { $year }.
exchange-no-base-year-why = Gaps and forecast rest on it; the school cannot be computed.
exchange-no-base-year-remedy = Fill them in, or say in the layout plan that it is closed.

exchange-months-sum-what = Births of the year are { $total }, the months add up to { $sum }.
exchange-months-sum-why = The two must agree.
exchange-months-sum-remedy = Check them.

exchange-months-partial-what = Births of only { $known } months are given; the months were not used.
exchange-months-partial-why = They are usable only when all twelve are there.
exchange-months-partial-remedy = Complete them, or leave all months empty.

exchange-education-over-budget-what = Education spending is { $part } (10,000 yuan), above the general budget, { $whole }.
exchange-education-over-budget-why = It is part of the budget.
exchange-education-over-budget-remedy = Check both and their units.

exchange-years-reversed-what = It ends in { $finish }, before it begins in { $start }.
exchange-years-reversed-why = That cannot be.
exchange-years-reversed-remedy = Correct the years.

exchange-funding-mismatch-what = Project { $project }: money arranged is { $funded } (10,000 yuan), the investment { $total }.
exchange-funding-mismatch-why = The two should be equal.
exchange-funding-mismatch-remedy = Check the sheets 资金安排 and 项目明细.

exchange-price-mismatch-what = Project { $project }, { $item }: the amount is { $amount } (10,000 yuan), quantity times price { $priced }.
exchange-price-mismatch-why = The two should agree.
exchange-price-mismatch-remedy = Check quantity, price and amount.

exchange-project-empty-what = Project { $project } has no content.
exchange-project-empty-why = It can be neither reviewed nor priced.
exchange-project-empty-remedy = Fill in the sheet 项目明细.

exchange-amount-overflow-what = The amounts of project { $project } are too large to be added.
exchange-amount-overflow-why = They are beyond all bounds.
exchange-amount-overflow-remedy = Check the units and digits.

exchange-zero-missing-what = { $count } zeros of { $column } were read as no data.
exchange-zero-missing-why = The mapping says that zero means not open yet or not reported here.
exchange-zero-missing-remedy = Where it is really zero, say so in the county workbook.

exchange-row-skipped-what = { $count } rows were left out: { $reason }.
exchange-row-skipped-why = The mapping says so.
exchange-row-skipped-remedy = Check whether they should be read.

exchange-key-shared-what = “{ $key }” stands for { $count } schools; a number was added to tell them apart.
exchange-key-shared-why = Several campuses report under one code.
exchange-key-shared-remedy = Check which are campuses of one school, and name the school they belong to.

exchange-administered-what = { $count } schools of { $name } ({ $code }) are administered by another body; they were read as { $region }.
exchange-administered-why = The data do not say who plans for them.
exchange-administered-remedy = Agree on it with that body, and say so in the mapping.

exchange-name-unmapped-what = “{ $name }” is not in the mapping.
exchange-name-unmapped-why = There is no telling which region or zone it is.
exchange-name-unmapped-remedy = Add it to the mapping's names, or to the rows left out.

exchange-sheet-unmapped-what = The sheet { $sheet } does not fit the mapping and was not read.
exchange-sheet-unmapped-why = Its headings lack: { $missing }.
exchange-sheet-unmapped-remedy = Change the mapping if it should be read.

exchange-mapping-unfit-what = The mapping “{ $mapping }” does not fit these files; nothing was read.
exchange-mapping-unfit-why = It looks for: { $wanted }. The files hold: { $found }.
exchange-mapping-unfit-remedy = Use the mapping made for these files, or change its file names, sheet names and headings.

exchange-mapping-unused-what = A part of the mapping was not used: { $wanted }.
exchange-mapping-unused-why = No file given has such a name, sheet and headings.
exchange-mapping-unused-remedy = If a file was forgotten, give it too; otherwise there is nothing to do.

exchange-mapping-assumed-what = { $column } is read as “{ $value }” in every row: the mapping assumes so.
exchange-mapping-assumed-why = { $reason }.
exchange-mapping-assumed-remedy = Check it; where a school differs, export the workbook and correct it there.

exchange-split-left-out-what = { $count } records of { $what } are in none of the dossiers made by county.
exchange-split-left-out-why = They belong to no school and name no county.
exchange-split-left-out-remedy = Import county by county (a mapping without split), or export the workbook and fill them in.

exchange-spaces-in-number-what = { $count } numbers had spaces inside, which were closed up; the first is “{ $value }”.
exchange-spaces-in-number-why = Typesetting and scanning leave stray spaces.
exchange-spaces-in-number-remedy = Compare with the book; where totals agree they are right.

exchange-value-omitted-what = { $column } was not read: { $reason }.
exchange-value-omitted-why = The mapping marks the value as wrong.
exchange-value-omitted-remedy = Ask the school, and give the right value in the county workbook.

exchange-local-code-what = “{ $code }” is not a ten-digit school code; it was read as none.
exchange-local-code-why = It may be a number of local making.
exchange-local-code-remedy = Give the real code in the county workbook if there is one.

exchange-plan-reference-unknown-what = “{ $key }”, which the plan names, is not in the table { $table }.
exchange-plan-reference-unknown-why = The key refers to nothing; the review will object to it.
exchange-plan-reference-unknown-remedy = Register it in { $table }, or correct the key.

exchange-wrong-extension-what = The file ends in .{ $found }, its content is .{ $wanted }; it was read by its content.
exchange-wrong-extension-why = Other programs may not open it.
exchange-wrong-extension-remedy = Rename it to .{ $wanted }.

exchange-encoding-what = The text file is encoded in { $encoding } and was read so.
exchange-encoding-why = Rare characters may suffer.
exchange-encoding-remedy = Check the rare characters in names; UTF-8 is safer.

exchange-ragged-rows-what = The rows of the text file differ in length from row { $row } on.
exchange-ragged-rows-why = There may be stray commas or quotes.
exchange-ragged-rows-remedy = Open it in a spreadsheet and check the columns from there on.

exchange-part-skipped-what = { $count } rows were left out: they are part of other rows.
exchange-part-skipped-why = Without them the total agrees; with them they would count twice.
exchange-part-skipped-remedy = Check it; change the mapping if they stand by themselves.

exchange-duplicate-code-what = { $school } and { $first } bear the same school code { $value }.
exchange-duplicate-code-why = A code belongs to one school.
exchange-duplicate-code-remedy = Check the codes; for campuses, name the school they belong to.

exchange-duplicate-name-what = { $school } and { $first } bear the same name “{ $value }”.
exchange-duplicate-name-why = In other sheets only the number tells them apart.
exchange-duplicate-name-remedy = Check for a double entry; otherwise use the numbers elsewhere.

exchange-example-filled-what = The example row holds data of the county, which were not read.
exchange-example-filled-why = Rows marked 示例 in the first column are left out.
exchange-example-filled-remedy = Move the data to an empty row, or delete the word 示例.

exchange-severity-error = Error
exchange-severity-warning = Warning
exchange-severity-notice = Notice
exchange-marks-sheet = Problems
exchange-marks-heading-sheet = Sheet
exchange-marks-heading-cell = Cell
exchange-marks-heading-severity = Severity
exchange-marks-heading-problem = Problem and remedy
exchange-marks-resolved = Resolved
exchange-line = { $severity }  { $place }  { $what } { $why } { $remedy }
exchange-json-syntax = This is no dossier file, or it is damaged: { $cause ->
    [cut] it ends too early, in line { $line }
    [data] line { $line } does not fit the format
    [shape] the content does not fit the format
   *[syntax] line { $line } is no valid JSON
  }. Export the dossier again with junheng, or use a workbook. ({ $detail })
exchange-json-cycle = { $first }–{ $last } is no planning cycle: it may not end before it begins nor be longer than { $most } years. Mend it and try again.
exchange-json-twice = Two records among the { $list } of the dossier bear the identifier { $id }. Change one or delete it.
exchange-json-negative = { $path } in the dossier is negative. There cannot be less than nothing; mend it, or leave it out if it is not known.
exchange-json-newer = The dossier has format { $format }; this program knows up to { $known }. Update the program.
exchange-json-older = There is no dossier format { $format }. Check the file.
exchange-mapping-syntax = The mapping “{ $file }” is wrong in line { $line }: { $detail }.
exchange-mapping-version = The mapping “{ $file }” has version { $version }; this program knows { $known }.
exchange-mapping-target = The mapping “{ $file }”: there is no column “{ $target }”. The guide lists the columns.
exchange-mapping-fixed = The mapping “{ $file }”: the fixed value “{ $value }” of “{ $target }” cannot be used.
exchange-mapping-key = The mapping “{ $file }”: no column leads to { $target }, so no record can be made.
exchange-mapping-region = The mapping “{ $file }”: “{ $code }” is not a region code.
