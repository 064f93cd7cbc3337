// model: shop
// notice: 6 × INSERT INTO tags … : save them together: Tag.save([...])
for (let i = 0; i < 6; i++) Tag.save({ name: `New ${i}` })
