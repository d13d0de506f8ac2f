"""People, companies, roles and their rights, sign-in and sessions."""
