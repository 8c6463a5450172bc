# cmd emit
# seconds 30
# megabytes 450
# Equations by the thousand, each on a line of its own.
n = 50000
print("unknown", ", ".join(f"x{k}" for k in range(1, n + 1)) + ";")
print("x1^2 + exp(x1) = 2;")
for k in range(2, n + 1):
    print(f"x{k}^2 + exp(x{k}) = 2 + 0.5*x{k - 1};")
