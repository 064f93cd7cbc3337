// model: shop
Order.find({ order: { id: 'ASC' } }); Order.find({ order: { id: 'DESC' } }); Order.find({ order: { state: 'ASC' } }); Order.find({ order: { state: 'DESC' } }); Order.find({ order: { state: 'ASC', id: 'ASC' } })
