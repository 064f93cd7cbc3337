Note.onLoad = (note) => { note.text = 'changed' }

repo(Note).save(Note.find())
