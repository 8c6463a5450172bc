args = --time-limit 60
exit = 3
verdict = SADDLE
