# cmd emit
# seconds 20
# Speelpenning's product: each derivative is the product of all others.
print("minimize", "*".join(f"x{k}" for k in range(1, 100001)) + ";")
