"""Series in, SVG geometry and a sentence in words out. Pure: knows no table and no app."""
