# cmd emit
# seconds 30
# megabytes 400
# Four kinds of equation with three unknowns each: a hundred shapes of rows.
n = 30000
print("unknown", ", ".join(f"x{k}" for k in range(n)) + ";")
for k in range(n):
    a, b, c = f"x{k}", f"x{(k + 1) % n}", f"x{(7 * k + 3) % n}"
    print([f"{a}*{b} + 3*{a} = {c}/(1 + {b}^2) + {k % 11};",
           f"exp(-{a})*{b} + 2*{a} - 0.1*{c} = {k % 5}.5;",
           f"{a}/({b}^2 + 2) + {a} = log(2 + {c}^2) - {k % 3};",
           f"{a}^3 + {a} + {b}*{c}/10 = {k % 9};"][k % 4])
