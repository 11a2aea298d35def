"""The second look: what a labelled page says against its labels, and what follows from that."""
