"""What people want done with distributions, and how they see them."""
