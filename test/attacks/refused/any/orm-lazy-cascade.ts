folder = Folder.findOneBy({ title: 'root' })

folder.notes = Promise.resolve([repo(Note).create({ text: 'planted' })])

folder.save()
