# cmd diff
# exit 0
# seconds 2
# Each let builds on the one before: their derivatives grow with the file.
n = 2000
print("unknown x = 1;")
print("let a0 = x;")
for k in range(1, n + 1):
    print(f"let a{k} = sin(a{k - 1}) + x*a{k - 1};")
print(f"a{n} = 1;")
