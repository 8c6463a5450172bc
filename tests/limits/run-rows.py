# cmd run
# exit 0
# A fit to 5e6 rows: the interpreter takes them one after the other.
print("data x[i in 1..5000000] = i/5000000, y[i in 1..5000000] = 2*x[i] + 1;")
print("unknown a = 1, b = 1;")
print("a*x + b ~ y;")
