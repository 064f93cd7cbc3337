// model: shop
for (let id = 1; id <= 4; id++) Customer.findOneBy({ id })
