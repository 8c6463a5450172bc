# exit 1
for k in range(10**5):
    print("x = = 1;")
