"""What follows from the evidence, and what contradicts it: every block gets its label here."""
