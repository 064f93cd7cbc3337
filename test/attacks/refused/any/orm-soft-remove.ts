repo(Note).softRemove(Note.find())
