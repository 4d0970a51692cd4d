"""Turn the YAML records of a catalogue into a published bilingual site."""
