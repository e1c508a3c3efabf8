"""Source documents: what they picture and how old the picture is."""
