"""What one line or element says, each question asked once."""
