# exit 1
print("unknown a, x[1025];")
print("x = [" + ", ".join(f"a + {k}" for k in range(1025)) + "];")
print("a = 1;")
