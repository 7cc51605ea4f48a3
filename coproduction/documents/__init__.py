"""Documents of the group: what each is, its accessible versions, their files, and who may open them."""
