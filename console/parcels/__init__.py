"""From the warehouse's intake to the recipient's door."""
