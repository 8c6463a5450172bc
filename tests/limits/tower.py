# cmd emit
print("unknown x = 1.1;")
print("x" + "^x" * 1000 + " = 1;")
