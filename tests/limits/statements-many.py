# exit 4
# seconds 30
for k in range(20000):
    print(f"u{k} + u{(k + 1) % 20000} = {k};")
