// model: shop
// notice: 6 × INSERT INTO tags … : insert them together: Tag.insert([...])
for (let i = 0; i < 6; i++) Tag.insert({ name: `New ${i}` })
