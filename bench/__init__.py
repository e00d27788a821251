"""How fast the portal is: a crowd of generated data, production's server, a load, and a table (docs/speed.md)."""
