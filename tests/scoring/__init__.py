"""What the extraction proposes from Vietnamese texts, compared with what people have annotated."""
