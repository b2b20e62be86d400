"""What it means: reading, keeping, linking and analysing. No HTTP, no HTML."""
