"""Tables on a page: from rulings, or from the white between words."""
