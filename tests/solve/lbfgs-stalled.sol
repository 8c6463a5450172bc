exit = 3
verdict = STALLED
