# exit 4
# seconds 30
for k in range(20001):
    print(f"u{k} + u{(k + 1) % 20001} = {k};")
