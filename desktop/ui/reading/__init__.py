"""Reading a statement: its text, what is proposed of it, and what the desk has of that night."""
