# exit 0
print("let a0 = x;")
for k in range(1, 20000):
    print(f"let a{k} = a{k - 1} + 1;")
print("a19999 = 5;")
