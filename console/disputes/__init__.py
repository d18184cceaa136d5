"""What a customer disputes about an order: facts, what the policy says of it, the decision."""
