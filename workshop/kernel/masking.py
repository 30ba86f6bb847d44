"""What a screen shows of a sensitive value unless someone asks for more, on the record."""


def mask_idno(number: str) -> str:
    """First six and last four: 990100********5305."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) == 18 else mask_tail(number)


def mask_phone(number: str) -> str:
    """138****1234."""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else mask_tail(number)


def mask_tail(number: str) -> str:
    """Only the last four: ****5305; nothing of a number too short to hide the rest."""
    return "" if not number else "****" + (number[-4:] if len(number) > 6 else "")


def mask_name(name: str) -> str:
    """The family name only: 王**."""
    return name[:1] + "*" * (len(name) - 1)
