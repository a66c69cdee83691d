"""Reports of partners, read: what one holds, who is due, and how it looks as a spreadsheet."""
