"""The people. For now: who may log in, and how."""
