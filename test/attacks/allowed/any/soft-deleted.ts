// gives: [2,3]
[Note.count(), repo(Note).count({ withDeleted: true })]
