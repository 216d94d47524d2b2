"""Where everything is kept: SQLite or PostgreSQL from one schema. The only room that knows SQLAlchemy."""
