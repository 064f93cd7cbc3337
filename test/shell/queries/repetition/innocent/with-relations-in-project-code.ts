// model: shop
project.withRelations()
