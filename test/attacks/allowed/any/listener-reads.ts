// gives: ["one","two"]
Note.onLoad = async (note) => { note.others = await dataSource.query('select count(*) as n from employees') }

Note.find({ order: { id: 'ASC' } }).map(({ text }) => text)
