note = Note.findOneBy({ id: 1 })

note.text = 'changed'

repo(Note).save(note, { listeners: false })
