"""The bureau pack 一键申报材料: all papers of one claim in the order and number that its programme asks for, as one file."""
