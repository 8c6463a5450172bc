# exit 0
print("#" + "x" * (8 << 20))
print("x = 1;")
