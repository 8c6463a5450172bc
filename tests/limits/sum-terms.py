# cmd emit
# seconds 20
print("unknown x;")
print("x = " + " + ".join(f"{k}*x" for k in range(100000)) + ";")
