exit = 4
verdict = UNBOUNDED
