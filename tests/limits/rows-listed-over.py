# exit 1
print("unknown a; for i in 1..1048578 if i > 1 { a = 2; }")
