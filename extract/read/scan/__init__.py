"""Pages that are pictures: made upright, cleaned, their rulings found, their words recognised."""
