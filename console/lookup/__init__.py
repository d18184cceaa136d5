"""Find people, orders, parcels and cases by whatever one knows of them."""
