/*
 * unfit.h -- the last resort of slips.c: what was expected instead; and the
 * user's own text, cut to fit into a message.
 */
#ifndef EQC_UNFIT_H
#define EQC_UNFIT_H

#include "driver.h"

/* Report that `now` does not fit, and what would. */
void unfit_say(struct parser *p);

/* A token as it is written, for "%.*s"; long ones are cut. */
int unfit_length(const struct parser *p, const struct token *t);
const char *unfit_text(const struct parser *p, const struct token *t);

enum { UNFIT_CLIP = 64 };

/* A piece of the text on one line, without comments; dots where it is cut. */
void unfit_clip(const struct parser *p, struct span at, char buf[UNFIT_CLIP]);

#endif
