// model: shop
// notice: 6 × DELETE FROM reviews WHERE id = ? : remove them together: Review.remove([...])
for (const review of Review.findBy({ id: Between(1, 6) })) review.remove()
