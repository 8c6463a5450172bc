args = --time-limit 60
exit = 3
verdict = SADDLE
loss = 0.0056556499255 +- 1e-9
