class BackupError(Exception):
    """Something whoever runs the portal can mend; its sentence says what."""
