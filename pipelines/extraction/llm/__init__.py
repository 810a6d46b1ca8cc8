"""The extractor that asks a language model, and believes only those of its words that the text holds."""
