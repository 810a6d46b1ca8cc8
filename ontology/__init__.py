"""What may be said: vocabulary, shapes, reference lists and the types of the values that the graph keeps."""
