"""Work taken home: orders, material out, pieces back."""
