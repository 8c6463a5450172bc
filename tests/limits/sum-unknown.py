# exit 0
# seconds 30
print("x = " + "x/2000000 + " * (10**6 - 1) + "1;")
