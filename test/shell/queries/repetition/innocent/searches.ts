// model: shop
for (const word of ['1', '2', '3', '4', '5', '6']) Customer.findBy({ name: Like(`%${word}%`) })
