// model: shop
// notice: 6 × INSERT INTO orders … : save them together: Order.save([...])
for (let i = 0; i < 6; i++) Order.save({ buyer: { id: 1 }, lines: [{ amount: 1 }, { amount: 2 }] })
