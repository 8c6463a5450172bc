syms x y
