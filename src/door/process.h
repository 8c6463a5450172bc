/*
 * process.h -- other programs, and a directory of our own for their files.
 *
 * SIGINT, SIGTERM and SIGHUP are caught while the directory is there, so that
 * it goes whatever happens; workdir_close then dies of the one that came.
 */
#ifndef EQC_PROCESS_H
#define EQC_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;

struct workdir { char *path; };              /* one at a time */

/* False after a message.  `folders`: made in it; NULL-ended. */
bool workdir_open(struct workdir *w, struct arena *a,
                  const char *const *folders);
/* "/tmp/eqc-ab12cd/name": where a file of this name is. */
char *workdir_file(const struct workdir *w, struct arena *a, const char *name);
/* A new file in it; NULL after a message.  finish: closed, false after one. */
FILE *workdir_create(const struct workdir *w, struct arena *a,
                     const char *name);
bool workdir_finish(const struct workdir *w, FILE *f);
/* Remove it with all in it; ends the process if a signal came. */
void workdir_close(struct workdir *w);

/* How a program ended: error is an errno, where it did not even start. */
struct ended { int error, code, signal; };

/*
 * Run argv, looked up in PATH, and wait.  With a log it reads nothing and both
 * outputs go there; without, it has ours, and a signal is its matter: what it
 * makes of it is how it ended.  `file`: what to start in place of argv[0], or
 * NULL.  Where a signal ends us, error is EINTR.
 */
struct ended process_run(const char *file, char *const *argv, const char *log);

/* The same in two parts, so that a few run at once; each start has its wait. */
enum { PROCESSES = 2 };
struct running {
    struct ended how;
    int place;               /* of its id; -1: it did not start */
    bool logs;
};
struct running process_start(const char *file, char *const *argv,
                             const char *log);
struct ended process_wait(struct running *r);
/* Make workdir_close end the process as the child was: by this signal. */
void process_die_of(int signal_number);

#endif
