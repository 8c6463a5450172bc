/* vm_engine.h -- the interpreter as an eqh_program: what `eqc run` runs. */
#ifndef EQC_VM_ENGINE_H
#define EQC_VM_ENGINE_H

#include "../base/arena.h"
#include "../base/diag.h"
#include "../data/model.h"
#include "vm.h"

/*
 * Fill the engine part of *out: items, shapes, defaults, bind, explain, close,
 * class_text, solver and maximise; and file from the source.  Everything lives
 * in the arena but the interpreter itself, which `close` frees.  Folder,
 * solvers and options are the caller's.  What `explain` and `refused` have to
 * say goes into `said`, to be printed with all else; NULL: out at once.
 */
void vm_engine(struct arena *a, const struct plan *plan,
               const struct model *m, const struct source *src,
               struct diag *said, eqh_program *out);

/*
 * One located message about the first value at x that is not finite; 0 when
 * there is none.  vm is bound.  Into `said`, or (NULL) printed to `out`.
 */
int vm_explain(struct vm *vm, const struct plan *plan,
               const struct source *src, const double *x, struct diag *said,
               FILE *out);

/* After vm_find_fault: what would keep it away, in words, or NULL. */
const char *vm_remedy(struct arena *arena, const struct vm *vm,
                      const struct vm_fault *f);

/* The same about why vm_bind refused. */
int vm_say_refusal(const struct vm *vm, const struct source *src,
                   struct diag *said, FILE *out);

#endif
