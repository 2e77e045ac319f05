# Reading spreadsheet files

# Files that cannot be read
intake-unreadable = The file cannot be opened: { $cause ->
    [not-found] there is no such file or folder; check the path
    [permission] permission denied; check who may use it
    [full] the disk is full; make room and try again
    [folder] this is a folder, not a file
    [not-a-folder] a part of the path is no folder; check the path
    [read-only] the disk is read-only; choose another place
    [not-text] it is no UTF-8 text; save it as UTF-8
   *[other] check path, permissions and disk space
  }. Make sure that no other program holds it, and try again. ({ $reason })
intake-not-a-file = This is no file (perhaps a folder). Give the path of a spreadsheet.
intake-empty = The file is empty. Export it again or choose another one.
intake-xlsb = .xlsb (binary workbooks) is not supported. In Excel choose Save As, type "Excel Workbook (*.xlsx)", and upload that.
intake-encrypted = The file has an opening password. Remove it in Excel (File, Info, Protect Workbook), save, and upload again.
intake-damaged = The file is damaged or incomplete. Open it in Excel or WPS, save it as a new .xlsx file and upload that; if it does not open, ask its sender for it again.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-slow = Reading was stopped after { $seconds } seconds. Delete sheets and empty formats that are not needed, or split the file.
intake-unsafe-name = The file contains the path "{ $name }", which no spreadsheet has; it may be forged and was not read. Save it as a new .xlsx file in Excel or WPS and upload that.
intake-forbidden-markup = The file contains entities of its own, which no spreadsheet has, and was not read. Save it as a new .xlsx file in Excel or WPS and upload that.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-bad-encoding = The text file's encoding is unknown. Open it in Excel, save it as "CSV UTF-8" or .xlsx, and upload that.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-reader-failed = The reading program did not work, so the file was not read. Try again; if it still fails, tell the administrator the file and the time.

# Not a spreadsheet
intake-looks-like-html = This is a web page with a spreadsheet's file name (some systems export such files). Open it in Excel or WPS, save it as .xlsx, and upload that.
intake-looks-like-xml = This is an XML text, not a workbook. Open it in Excel or WPS, save it as .xlsx, and upload that.
intake-looks-like-pdf = This is a PDF and cannot be read as a table. Upload the original .xlsx file.
intake-looks-like-word = This is a Word document. Copy its tables into Excel, save them as .xlsx, and upload that.
intake-looks-like-slides = This is a slide show, not a spreadsheet. Upload an .xlsx file.
intake-looks-like-picture = This is a picture and cannot be read as a table. Upload the original .xlsx file.
intake-looks-like-archive = This is an archive, not a spreadsheet. Unpack it and upload the spreadsheets one by one.
intake-looks-like-old-excel = This is Excel 95 or older and cannot be read. Open it in Excel or WPS, save it as .xlsx, and upload that.
intake-looks-like-unknown = The kind of this file is unknown. Upload an .xlsx, .xls, .ods or .csv file.

# Over a limit
intake-too-large-file-bytes = The file is larger than { $limit } MB. Delete pictures and sheets that are not needed, or split it.
intake-too-large-entries = The file has more than { $limit } inner parts, unlike an ordinary workbook. Save it as a new .xlsx file and upload that.
intake-too-large-unpacked-bytes = The file unpacks to more than { $limit } MB; reading was stopped. Delete sheets and empty formats that are not needed and save it again.
intake-too-large-ratio = The file is compressed more than { $limit } times, like a zip bomb, and was not read. Delete large repeated areas and save it as a new .xlsx file.
intake-too-large-sheets = There are more than { $limit } sheets. Delete those not needed, or split the file.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-large-rows = A sheet has more than { $limit } rows with content. Split the file.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-large-cells = There are more than { $limit } cells with content. Delete what is not needed, or split the file.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-large-string-bytes = A cell's text is longer than about { $limit } Chinese characters. Shorten it, or attach the details as a document.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-large-shared-bytes = The workbook's texts add up to more than { $limit } MB. Split the file.
intake-too-large-merges = There are more than { $limit } merged areas or hidden columns. Undo merges that are not needed.{ $placed ->
    [yes] {" "}Place: { $place }.
   *[no] {""}
 }
intake-too-large-memory = Reading the file takes more than { $limit } MB of memory and was stopped. Delete sheets that are not needed, or split the file.

# Worth telling
intake-notice-wrong-extension = The file name ends in .{ $extension } but the content is .{ $format }; it was read as such. Correct the name.
intake-notice-encoding = The text file was read as { $encoding }. If characters look wrong, save it as "CSV UTF-8".
intake-notice-ragged-rows = Row { $row } has more columns than the heading; perhaps a delimiter inside a text lacks quotes. Please check.

# Headings
intake-table-no-header = No heading was found in sheet "{ $sheet }". Missing: { $missing }. Use the template's headings as they are.
intake-table-missing-column = The heading of sheet "{ $sheet }" lacks the column "{ $column }". Add it, or rename the column back to "{ $column }".
intake-table-duplicate-column = Sheet "{ $sheet }" has the column "{ $column }" twice ({ $first } and { $cell }); { $first } was taken. Delete or rename the other.
intake-table-ambiguous-unit = Several units are written above the table ({ $units }), and it is not clear which one "{ $column }" uses. Write the unit into the heading, such as "{ $column } (10,000 yuan)".
intake-table-hidden-column = The column "{ $column }" of sheet "{ $sheet }" is hidden; it was read all the same. Unhide and check it.
intake-table-merged-number = In sheet "{ $sheet }", { $range } merges one number over several rows, so each row's share is unknown. Undo the merge and fill in every row.

# Numbers
intake-number-empty = Nothing is filled in. Enter a number; where there is no figure, leave it empty and say so in the remarks.
intake-number-placeholder = A mark for "no figure" is filled in; it is taken as no data.
intake-number-not-a-number = This is not a number. Enter digits only.
intake-number-grouping = Commas or spaces stand in odd places: this may be a decimal or a thousands separator. Write it like 1234.5.
intake-number-trailing = The number { $value } is followed by "{ $rest }". Enter the number only; the unit belongs in the heading.
intake-number-too-long = The number has more digits than can be computed exactly. Check for extra digits.

# Dates
intake-date-empty = No date is filled in. Write it like 2021-10-05 or 2021年10月.
intake-date-placeholder = A mark for "none" is filled in; it is taken as no date.
intake-date-ambiguous = The date can be read as { $first } or { $second }, and is not guessed. Write it like 2021-10-05.
intake-date-short-year = The year has two digits only. Write four, such as 2021-10-05.
intake-date-impossible = There is no such date, or the year is outside 1900 to 2200. Please check.
intake-date-not-a-date = This is not a date. Write it like 2021-10-05 or 2021年10月.
