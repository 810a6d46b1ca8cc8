"""Resolution: accounts become entities, incidents and pages, with the origin of each claim."""
