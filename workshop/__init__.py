"""就业帮扶车间: piece output, attendance, pay by the law, and the papers that prove it."""
