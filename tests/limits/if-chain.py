print("x = " + "if 1 > 2 then 1 else " * 10**5 + "2;")
