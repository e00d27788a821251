"""The people: who they are, how they are reached, what they pay, what they did."""
