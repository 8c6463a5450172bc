/* explain.h -- eqc explain: what a message means, and the tables. */
#ifndef EQC_EXPLAIN_H
#define EQC_EXPLAIN_H

/* argv[2], if there is one: a code, functions, losses or solvers. */
int command_explain(int argc, char **argv);

#endif
