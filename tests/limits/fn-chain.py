print("fn f0(x) = x;")
for k in range(1, 5000):
    print(f"fn f{k}(x) = f{k - 1}(x) + f{k - 1}(x);")
print("f4999(x) = 1;")
