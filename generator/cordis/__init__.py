"""The bulk data of CORDIS, the EU's register of research projects: read, and merged into the records of EU projects."""
