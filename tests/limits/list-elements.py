# exit 0
print("unknown a, x[1024];")
print("x = [" + ", ".join(f"a + {k}" for k in range(1024)) + "];")
print("a = 1;")
