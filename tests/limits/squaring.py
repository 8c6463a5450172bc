# exit 0
print("let a0 = x;")
for k in range(1, 65):
    print(f"let a{k} = a{k - 1}^2;")
print("a64 = 1;")
