verdict = UNBOUNDED
exit = any
