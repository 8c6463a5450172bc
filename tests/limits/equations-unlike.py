# cmd emit
# seconds 30
# No two equations have one shape: nothing to put in tables.
import random

random.seed(1)


def term(k, depth):
    if depth == 0:
        return f"x{random.randrange(1, k + 1)}"
    a, b = term(k, depth - 1), term(k, random.randrange(depth))
    return random.choice([f"({a} + {b})", f"({a} - {b})", f"{a}*{b}", f"sin({a})",
                          f"exp(-{a}^2)", f"({a} + cos({b}))"])


for k in range(1, 4001):
    print(f"x{k} + {term(k, 4)} = {k};")
