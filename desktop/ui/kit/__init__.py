"""What every screen is made of: theme, actions, editors, form, table, delta view."""
