verdict = MINIMUM
x = 0
y = 0
