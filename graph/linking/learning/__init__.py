"""Learn from the records themselves, without labels, what tells one person from housemates and strangers."""
