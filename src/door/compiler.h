/* compiler.h -- the user's C compiler: $CC, or cc. */
#ifndef EQC_COMPILER_H
#define EQC_COMPILER_H

#include "job.h"
#include "process.h"

/* One call of it. */
struct compile {
    const char *const *inputs;   /* sources and objects; NULL-ended */
    const char *output;
    const char *level;           /* "-O2" */
    bool link;                   /* into a program; else one object */
    bool explain;                /* with the second evaluator, 0007 */
};

/* Its name, what file that is, and the flags it gets, as one text: the same
 * text, the same code. */
const char *compiler_words(struct job *j, const char *level);

/*
 * Run it; the runtime's headers are those in the work directory.
 * 0; EXIT_NO_CC after a message where there is no compiler, or
 * none that can compile anything; EXIT_BUG where it refuses our C.
 */
int compiler_run(struct job *j, const struct workdir *w,
                 const struct compile *what);
/* So many at once, at most PROCESSES. */
int compiler_run_all(struct job *j, const struct workdir *w,
                     const struct compile *what, size_t n);

#endif
