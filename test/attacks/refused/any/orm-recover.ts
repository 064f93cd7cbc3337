repo(Note).recover(Note.find({ withDeleted: true }))
