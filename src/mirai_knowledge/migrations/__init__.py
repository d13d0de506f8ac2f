"""Database migrations. They import nothing of the program, so an installed wheel upgrades its own database."""
