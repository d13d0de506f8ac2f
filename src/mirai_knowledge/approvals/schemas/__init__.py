"""What people want done with approvals, and how they see them."""
