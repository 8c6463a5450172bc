# seconds 30
# exit 0
print("x = " + "1 + " * (10**6 - 1) + "1;")
