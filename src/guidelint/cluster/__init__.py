"""The same findings and tables from a cluster: see `guidelint.cluster.spark`."""
