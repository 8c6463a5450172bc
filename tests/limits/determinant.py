# exit 0
# A 12x12 determinant by cofactors: each minor is one `let`, used many times.
from itertools import combinations

n = 12
print(f"unknown A[{n}, {n}] = 1;")
for j in range(1, n + 1):
    print(f"let m_{j} = A[1, {j}];")
for k in range(2, n + 1):
    for cols in combinations(range(1, n + 1), k):
        terms = []
        for i, c in enumerate(cols):
            rest = "_".join(str(x) for x in cols if x != c)
            sign = " + " if (k + 1 + i) % 2 == 1 else " - "
            terms.append(f"{sign}A[{k}, {c}]*m_{rest}")
        name = "m_" + "_".join(map(str, cols))
        print(f"let {name} ={''.join(terms).replace(' = + ', ' = ')};")
print("loss (m_" + "_".join(str(x) for x in range(1, n + 1)) + " - 1)^2;")
