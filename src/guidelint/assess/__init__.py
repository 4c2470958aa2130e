"""The assessment of a set of guides: sums that parts can compute and add up, and the tables made of them."""
