/* files.c -- see files.h. */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/arena.h"
#include "../base/vec.h"
#include "../tables/limits.h"

static void complain(const char *path, const char *what)
{
    fprintf(stderr, "eqc: %s: %s\n", path, what);
}

/* O_NONBLOCK: a FIFO without a writer must not hang us. */
static FILE *open_regular(const char *path, const char **why)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK);

    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fdopen(fd, "rb");
    *why = fd < 0 ? strerror(errno)
         : S_ISDIR(st.st_mode) ? "this is a directory"
                               : "this is no regular file";
    if (fd >= 0)
        close(fd);
    return NULL;
}

/* All of an open file, unless it is too long. */
static char *read_all(FILE *f, struct arena *a, size_t *len, const char **why)
{
    VEC(char) text = {0};
    char chunk[65536], *kept = NULL;
    size_t n;

    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 &&
           text.n <= LIMIT_FILE_SIZE)
        for (size_t k = 0; k < n; k++)
            vec_push(&text, chunk[k]);
    if (ferror(f))
        *why = "cannot be read";
    else if (text.n > LIMIT_FILE_SIZE)
        *why = "the file is larger than 64 MiB";
    else
        kept = arena_strndup(a, text.n ? text.at : "", text.n);
    *len = text.n;
    vec_free(&text);
    return kept;
}

static char *read_path(void *self, struct arena *a, const char *path,
                       size_t *len, const char **why)
{
    FILE *f = open_regular(path, why);
    char *text = f ? read_all(f, a, len, why) : NULL;

    (void)self;
    if (f)
        fclose(f);
    return text;
}

/* Links are followed: what counts is which file it is. */
static const char *identity(void *self, struct arena *a, const char *path)
{
    struct stat st;

    (void)self;
    if (stat(path, &st) != 0)
        return NULL;
    return arena_printf(a, "%llu:%llu", (unsigned long long)st.st_dev,
                        (unsigned long long)st.st_ino);
}

const struct host file_host = {.identity = identity, .read = read_path};

char *file_read(struct arena *a, const char *path, size_t *len)
{
    const char *why = NULL;
    char *text = strcmp(path, "-") == 0 ? read_all(stdin, a, len, &why)
                                        : read_path(NULL, a, path, len, &why);

    if (!text)
        complain(path, why);
    return text;
}

/* Only a regular file, or none, can be replaced by renaming. */
bool file_is_device(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
           !S_ISDIR(st.st_mode);
}

static bool is_directory(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_begin(struct file_out *f, struct arena *a, const char *path)
{
    int fd;

    f->path = arena_strndup(a, path, strlen(path));
    f->beside = NULL;
    if (strcmp(path, "-") == 0) {
        f->stream = stdout;
        return true;
    }
    if (is_directory(path)) {
        complain(path, "this is a directory");
        return false;
    }
    if (file_is_device(path)) {
        f->stream = fopen(path, "wb");
    } else {
        f->beside = arena_printf(a, "%s.XXXXXX", path);
        fd = mkstemp(f->beside);
        f->stream = fd < 0 ? NULL : fdopen(fd, "wb");
        if (fd >= 0)
            fchmod(fd, 0644);
    }
    if (!f->stream)
        complain(path, strerror(errno));
    return f->stream != NULL;
}

/* All of it has arrived, in its place or beside it. */
static bool finish(struct file_out *f)
{
    bool ok = fflush(f->stream) == 0 && !ferror(f->stream);
    int error = errno;

    if (f->stream != stdout && fclose(f->stream) != 0) {
        error = errno;
        ok = false;
    }
    f->stream = NULL;
    if (!ok)
        complain(strcmp(f->path, "-") ? f->path : "standard output",
                 strerror(error));
    return ok;
}

static bool place(struct file_out *f)
{
    if (!f->beside || rename(f->beside, f->path) == 0)
        return true;
    complain(f->path, strerror(errno));
    return false;
}

bool file_commit(struct file_out *f)
{
    bool ok = finish(f) && place(f);

    if (!ok)
        file_abandon(f);
    return ok;
}

bool file_commit_pair(struct file_out *a, struct file_out *b)
{
    bool ok = finish(a) && finish(b) && place(a) && place(b);

    if (!ok) {
        file_abandon(a);
        file_abandon(b);
    }
    return ok;
}

void file_abandon(struct file_out *f)
{
    if (f->stream && f->stream != stdout)
        fclose(f->stream);
    if (f->beside)
        unlink(f->beside);
}

static bool copy_stream(FILE *from, FILE *to)
{
    char chunk[65536];
    size_t n;

    while ((n = fread(chunk, 1, sizeof chunk, from)) > 0)
        if (fwrite(chunk, 1, n, to) != n)
            return true;         /* file_commit says why */
    return !ferror(from);
}

static void make_executable(FILE *f)
{
    mode_t mask = umask(0);

    umask(mask);
    fchmod(fileno(f), 0777 & ~mask);
}

bool file_copy(struct arena *a, const char *from, const char *to,
               bool executable)
{
    FILE *in = fopen(from, "rb");
    struct file_out out;
    bool ok;

    if (!in)
        complain(from, strerror(errno));
    if (!in || !file_begin(&out, a, to)) {
        if (in)
            fclose(in);
        return false;
    }
    ok = copy_stream(in, out.stream);
    fclose(in);
    if (!ok) {
        file_abandon(&out);
        return false;
    }
    if (executable && out.beside)
        make_executable(out.stream);
    return file_commit(&out);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

const char *file_stem(struct arena *a, const char *path)
{
    const char *base = base_name(path);
    const char *dot = strrchr(base, '.');

    if (strcmp(path, "-") == 0)
        return "stdin";
    return arena_strndup(a, base, dot && dot != base ? (size_t)(dot - base)
                                                     : strlen(base));
}

const char *file_folder(struct arena *a, const char *path)
{
    return arena_strndup(a, path, (size_t)(base_name(path) - path));
}
