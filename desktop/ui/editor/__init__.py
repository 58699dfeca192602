"""The editor's page: one incident with its evidence beside it."""
