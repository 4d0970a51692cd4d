"""What the catalogue offers to programs: each module writes one kind of file from an edition."""
