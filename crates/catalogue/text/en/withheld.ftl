# Names that are not the site's
wb-error-host = This is not the site you asked for
wb-error-host-todo = The address you used is none of this site's names, so the request was refused. Open the address your office gave out; if it is a new name of this site, the system administrator enters it under hosts in the configuration.
# A draft plan that those above do not see
wb-plan-withheld = The county has not handed in its plan yet. Until then its projects, money and findings are its own to see; that they are not shown here does not mean there are none.
wb-desk-large-note-alone = { $now } expected in { $year }, without projects of the plan
wb-needs-large-summary-alone = Without projects of the plan: { $now }.
