# of lm
verdict = STEPS_DONE
iterations = 10000
a = 2.0084213011046157 +- 5e-4
b = 3.0070047863895857 +- 5e-4
loss = 0.24882366513773554 +- 1e-6
