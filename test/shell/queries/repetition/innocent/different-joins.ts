// model: shop
Order.find({ relations: { buyer: true } }); Order.find({ relations: { payer: true } }); Order.find({ relations: { lines: true } }); Order.find({ relations: { buyer: true, lines: true } }); Order.find({ relations: { buyer: { country: true } } }); Order.find()
