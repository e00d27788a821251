"""Campaigns and petitions: what we ask for together, and who signs."""
