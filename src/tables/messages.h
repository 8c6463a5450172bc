/*
 * messages.h -- the codes of messages and their pages, for `eqc explain` and
 * for the test that no code is used without a row.
 */
#ifndef EQC_MESSAGES_H
#define EQC_MESSAGES_H

#include <stddef.h>

struct message_row {
    const char *code;        /* "E0110" */
    const char *meaning;     /* one line */
    const char *page;        /* what it means, a bad and a good example */
};

/* NULL when there is no such code; upper and lower case are the same. */
const struct message_row *message_find(const char *code);
/* The k-th row in the order of the table, or NULL. */
const struct message_row *message_at(size_t k);

#endif
