"""What a document says: names, phrases, who speaks, and the frames that read claims, by rules and word lists."""
