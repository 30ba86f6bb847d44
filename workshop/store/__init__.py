"""The database handle, the only commit, sealed columns and audit leaves."""
