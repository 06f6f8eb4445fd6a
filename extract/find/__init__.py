"""Where in the text: tasks, duties, deadlines, targets, agencies."""
