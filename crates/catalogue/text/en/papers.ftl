# papers
typeset-no-chinese-font = No Chinese font in { $folders }, so no PDF can be made. Install the package { $package } (apt-get install { $package }) or name your office's font folder with --fonts.
typeset-font-unreadable = The font { $path } cannot be read: { $why }. Check path and permissions.
typeset-blank = The template has characters no font can draw: { $characters }. Add a font or change the wording of the template.
typeset-date = The document date { $date } does not exist. Correct the planning date on the cover sheet.
typeset-template = The page template is faulty: { $error }.
papers-overflow = The amounts of { $where } are out of range. Check quantity, unit price and amount for extra digits.
papers-not-reconciled = { $table } does not add up: the lines of { $what } sum to { $lines }, the printed total is { $total }. No papers were made.
papers-form = The file of table forms is faulty: { $what }.
papers-written = { $file } could not be made: { $error }.
papers-rare = No font has these characters; the PDF shows their codes instead. Write them in by hand or install a font that has them: { $characters }.
papers-unlawful = “{ $source }” is not a lawful source of money; { $amount } wan yuan are listed as declared and marked. Correct it as the findings say.
