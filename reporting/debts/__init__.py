"""„Co kdo dluží“: what is left of the commitments, by whose they are and until when.

The rows are copies that planning keeps ready; nothing is judged here.
"""
