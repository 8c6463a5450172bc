/* hints.h -- what would be right where a token does not fit, for unfit.c. */
#ifndef EQC_HINTS_H
#define EQC_HINTS_H

#include "driver.h"

/* "help: write ..." for message m, where a row of the table fits. */
void hint_say(struct parser *p, int m);

#endif
