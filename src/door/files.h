/* files.h -- reading a file whole, writing one whole or not at all. */
#ifndef EQC_FILES_H
#define EQC_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "../base/host.h"

/*
 * The text of a regular file, or of standard input for "-"; NULL after a
 * message on standard error.  Capped by limits.def.
 */
char *file_read(struct arena *a, const char *path, size_t *len);

/* The files of this machine, for the compiler. */
extern const struct host file_host;

/* A file being written beside its place; the place changes at file_commit. */
struct file_out {
    FILE *stream;
    char *path, *beside;     /* beside NULL: in place (stdout, devices) */
};
/* Written in place: neither a regular file, nor a directory, nor missing. */
bool file_is_device(const char *path);
bool file_begin(struct file_out *f, struct arena *a, const char *path);
/* False after a message: nothing was written, or the disk was full. */
bool file_commit(struct file_out *f);
/* Both, or none: neither place changes before both are written. */
bool file_commit_pair(struct file_out *a, struct file_out *b);
void file_abandon(struct file_out *f);
/* A copy, as the places may be on two file systems; false after a message.
   An executable one may be run as the umask allows. */
bool file_copy(struct arena *a, const char *from, const char *to,
               bool executable);

/* "dir/fit.eq" -> "fit"; "" -> "". */
const char *file_stem(struct arena *a, const char *path);
/* "dir/fit.eq" -> "dir/"; "fit.eq" -> "". */
const char *file_folder(struct arena *a, const char *path);

#endif
