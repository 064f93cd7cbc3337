repo(Note).restore(3)
