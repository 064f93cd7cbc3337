// model: shop
// notice: 6 × SELECT … FROM countries : keep the answer in a variable
for (const order of Order.findBy({ id: Between(1, 6) })) Country.find().length
