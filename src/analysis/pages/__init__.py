"""How a page looks: blocks, tables, HTML, workbooks, the index and the methods."""
