"""Where in the text: references, tasks, deadlines, targets, agencies."""
