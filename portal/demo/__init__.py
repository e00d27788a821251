"""The demonstration's own pages and post office. Nothing of it exists outside demo mode."""
