# exit 1
print("unknown x[1..8589934592, 1..8589934592]; x = 1;")
