# exit 0
# A chain of rotations: shared, so as long as it says and no longer.
print("unknown t = 0.1;")
print("fn R(a) = [[cos(a), -sin(a)], [sin(a), cos(a)]];")
print("let v0 = [1, 0];")
print("fn f0(v, a) = R(a) @ v;")
for k in range(1, 300):
    print(f"fn f{k}(v, a) = R(a + {k}) @ f{k - 1}(v, a) + f{k - 1}(v, a);")
print("let r = f299([1, 0], t);")
print("loss (r[1] - 1)^2;")
