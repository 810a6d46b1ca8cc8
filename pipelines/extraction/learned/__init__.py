"""What is learned from annotated text: sequence models over the notes that the rules make."""
