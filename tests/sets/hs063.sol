engines = vm
verdict = MINIMUM
loss = 961.7151721301 +- 1e-8 rel
