# exit 0
print("unknown a; for i in 1..1048577 if i > 1 { a = 2; }")
