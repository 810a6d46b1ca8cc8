"""What a document says: names, phrases, speakers, and the frames that read claims, by rules and lexicons."""
