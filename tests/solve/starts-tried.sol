verdict = ROOT
x = 60 +- 1e-9
starts.rule = hundred
start.x = 100
start_given.x = false
