"""What a page without a signature is there for, by how it is made: what stands above its first sentence, whose posts it holds,
whom it speaks to."""
