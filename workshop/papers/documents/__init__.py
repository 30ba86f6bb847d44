"""Documents 单证: contracts, applications, certificates and notices, as data."""
