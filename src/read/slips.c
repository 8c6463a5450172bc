/* slips.c -- words for the tokens that do not fit, for parse.c. */
#include "driver.h"

void slip_joint(struct parser *p) { (void)p; }
bool slip_mend(struct parser *p)
{
    parser_say(p, SAID_ALL, "E0137", p->now.span, "this does not fit here");
    return false;
}
