verdict = INFEASIBLE
exit = any
