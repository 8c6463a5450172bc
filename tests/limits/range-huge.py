# exit 1
print("const n = 1000000000000; unknown x[n]; x = 1;")
