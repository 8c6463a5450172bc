# exit 1
print("x = " + "(" * 10**6)
