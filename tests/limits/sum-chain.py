# exit 0
# Two ways from each value to the one before: 2^300 ways through all.
print("unknown x = 1; x^2 = 2;\nlet y0 = x;")
for k in range(1, 301):
    print(f"let y{k} = sin(y{k - 1})*x + sum(k in 1..2: k*y{k - 1});")
print("show y300;")
