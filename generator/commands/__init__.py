"""The commands of ``ipt``: each module has the texts of its help, its options, and a function that runs it."""
