"""What people do: enter, submit, return, approve, undo; long tasks; settings."""
