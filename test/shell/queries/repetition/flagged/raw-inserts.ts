// model: shop
// notice: 6 × INSERT INTO tags … : insert them together: Tag.insert([...])
for (let id = 1; id <= 6; id++) sql`insert into tags (name) values (${`Raw ${id}`})`
