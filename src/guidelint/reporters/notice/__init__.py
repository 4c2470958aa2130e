"""The draft of a notice on rectification (整改情况通报): its content, and its Markdown and Word forms."""
