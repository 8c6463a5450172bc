exit = 3
verdict = SADDLE
