"""Search in the header: rows of any kind a person may see, by the beginnings of words."""
