engines = vm
verdict = LEAST_SQUARES
sse = 4.01377362935e-2 +- 1e-6 rel
