"""An office's own blank workbook 局里的表样: opened as carefully as an import, filled by named cells, given back as it was set up."""
