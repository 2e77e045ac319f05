//! The official papers of a county's plan: results workbook, plan text in Word and PDF, JSON.
