/* differing.h -- inside diff.c and diff_forward.c. */
#ifndef EQC_DIFFERING_H
#define EQC_DIFFERING_H

#include "deriving.h"
#include "diff.h"

/* Variables of an entered loop, and of parts; those of `free` are smaller. */
enum { LOOP_VAR = 40, PART_VAR = 48 };

struct part {
    struct domain domain;    /* variables PART_VAR, PART_VAR + 1, ... */
    Expr at[PROGRAM_RANK];
    Expr value;
};
typedef struct { struct part *at; size_t n, cap; } Parts;

struct differ {
    struct derive d;
    struct program *p;
    struct dag *g;
    const struct diff_ask *ask;
    bool *moves;             /* per array: does it depend on the array? */
    Parts *to;               /* per array */
    enum diff_fault fault;
};

bool differ_loads_moving(const struct differ *s, Expr e);
/* Of slopes: loads of what moves.  The caller is the struct differ. */
bool differ_is_variable(const void *caller, const struct dag *g, Expr leaf);
/* The end of the group that begins here: of one loop, or of a recurrence. */
size_t differ_group_end(const struct differ *s, size_t begin);
/* Are two indices equal: 1, 0, or -1 and the condition in *e? */
int indices_equal(struct dag *g, Expr a, Expr b, Expr *e);
void differ_push_loop(struct differ *s, const struct loop *from);
void differ_helpers_to_loops(struct differ *s);

/* diff_forward.c: the same through recurrences; of the first n loops. */
Expr diff_forward(struct differ *s, size_t n);
/*
 * diff_own.c: does each element of e depend on its own one of the array only,
 * through the first n loops, recurrences among them?
 */
bool diff_own(struct differ *s, size_t n);

#endif
