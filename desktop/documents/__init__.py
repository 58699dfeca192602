"""Reads the text of a document (.txt, .html, .docx, .pdf) safely, in a process of its own.

`read.read_document` is the way in, `read.read_markup` that for HTML which was pasted.
"""

# The verb by which a frozen program, which has no `python -c`, starts itself as the child.
CHILD_VERB = "read-document-in-child"
# In bytes, the largest document that is read.
MOST = 64 * 1024 * 1024
