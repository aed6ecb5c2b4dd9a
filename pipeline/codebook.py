def column_about(a,b): return None
