# cmd run
# seconds 30
# A network of 20,000 nodes, a condition picks the edges of each: no work and no
# memory of nodes times edges, in the Jacobian either.
wide, high = 100, 200
edges = []
for i in range(high):
    for j in range(wide):
        at = i*wide + j + 1
        if j + 1 < wide:
            edges.append((at, at + 1) if (i + j) % 2 else (at + 1, at))
        if i + 1 < high:
            edges.append((at, at + wide))
print(f"const nodes = {wide*high}; const edges = {len(edges)};")
for name, k in ("tail", 0), ("head", 1):
    print(f"data {name}[edges] in 1..nodes = [{', '.join(str(e[k]) for e in edges)}];")
print("""unknown flow[edges], level[nodes];
level[1] = 0;
for e in 1..edges { flow[e] + 0.1*flow[e]^3 = level[tail[e]] - level[head[e]]; }
for j in 2..nodes {
    sum(e in 1..edges if tail[e] == j: flow[e])
        - sum(e in 1..edges if head[e] == j: flow[e]) = if j == nodes then -1 else 0;
}""")
