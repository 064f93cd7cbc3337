repo(Note).softDelete(1)
