"""From rows to a package: staging, checks, CSV and Parquet, the descriptor, the swap into place."""
