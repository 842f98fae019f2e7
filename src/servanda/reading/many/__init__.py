"""Many articles: in parallel, kept on disk, copies of a wire story told apart."""
