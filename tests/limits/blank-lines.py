print("\n" * 10**6)
