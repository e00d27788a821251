"""The library: guides about rights at work, what is known of each, and who may read it."""
