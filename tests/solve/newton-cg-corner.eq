# x*y falls along (1, -1), and the bounds leave no room that way: held only
# weakly, the corner is neither called a minimum nor a saddle.
unknown x = 0 in [0, 1], y = 0 in [0, 1];
minimize x*y;
solve with newton_cg;
