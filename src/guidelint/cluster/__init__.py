"""The same findings and tables, computed on a cluster: see `guidelint.cluster.spark`."""
