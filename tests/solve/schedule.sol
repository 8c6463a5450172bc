verdict = STEPS_DONE
iterations = 3000
x = 1 +- 0.01
y = 1 +- 0.01
