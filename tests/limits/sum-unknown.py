# seconds 30
# exit 0
print("x = " + "x/2000000 + " * (10**6 - 1) + "1;")
