"""What the inspectors' checks are told, out of the books: each part in a fixed number of statements."""
