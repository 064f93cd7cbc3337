// gives: ["one"]
Folder.findOneBy({ title: 'root' }).notes.map(({ text }) => text)
