/* said.h -- what the host said to people, as messages for programs. */
#ifndef EQC_SAID_H
#define EQC_SAID_H

#include <stdio.h>

#include "../base/diag.h"

struct said { FILE *file; char *text; size_t size; };

/* Where the host is to print. */
FILE *said_open(struct said *s);
/* Its messages go to d; what is none, to standard error. */
void said_close(struct said *s, struct arena *a, struct diag *d);

#endif
