"""Who uses the system: people, their companies, the roles they hold and what these may do; sign-in and sessions.

Words: a person (人) has a login name and a password; a role (役割) is a set of grants; a grant is a right with a scope;
a session (サインイン中の端末) is one sign-in on one device and the family of its refresh tokens.
States: person active ⇄ disabled; company active ⇄ archived; session open → ended.
"""
