print("x = if " + "not " * 10**6 + "1 > 2 then 1 else 2;")
