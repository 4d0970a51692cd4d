"""What judges the built site from outside, and pictures of it."""
