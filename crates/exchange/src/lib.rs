//! The county workbook and other tables, in and out of the dossier.
