"""From and to Excel and CSV: the columns, the rules of text, the writing."""
