# exit 1
print("data x from \"" + "a" * 10**6)
