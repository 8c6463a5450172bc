# exit 0
print("unknown x[20000];")
print("x = [" + ", ".join(f"{k}/7" for k in range(20000)) + "];")
