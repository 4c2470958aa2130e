"""The draft of a notice on rectification (整改情况通报): what it says, and its Markdown and Word forms."""
