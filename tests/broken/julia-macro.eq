@variable(m, x)
