"""Setting papers 排版: drawings, fonts, pages and workbooks; knows nothing of what a paper says."""
