file = ../../../shared/problems/programs/06-puzzle-nadam.eq
verdict = STEPS_DONE
