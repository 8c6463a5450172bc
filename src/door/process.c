/* process.c -- see process.h. */
#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/arena.h"

extern char **environ;

/* ---- signals ------------------------------------------------------------ */

static const int signals[] = {SIGHUP, SIGINT, SIGTERM};
enum { SIGNALS = sizeof signals / sizeof *signals };

static volatile sig_atomic_t caught;     /* the last one, or 0 */
static volatile sig_atomic_t children[PROCESSES];    /* process ids, or 0 */
static struct sigaction before[SIGNALS];

/* The terminal tells a child itself; what another process sent us is passed
 * on, lest the child gets it twice. */
static void on_signal(int number, siginfo_t *info, void *context)
{
    (void)context;
    caught = number;
    for (int k = 0; k < PROCESSES; k++)
        if (children[k] > 0 && info->si_code <= 0)
            kill((pid_t)children[k], number);
}

static void catch_signals(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    caught = 0;
    for (int k = 0; k < SIGNALS; k++) {
        sigaction(signals[k], NULL, &before[k]);
        if (before[k].sa_handler != SIG_IGN)     /* as nohup wants it */
            sigaction(signals[k], &action, NULL);
    }
}

static void release_signals(void)
{
    for (int k = 0; k < SIGNALS; k++)
        sigaction(signals[k], &before[k], NULL);
}

void process_die_of(int signal_number)
{
    caught = signal_number;
}

/* ---- the directory ------------------------------------------------------ */

/* An absolute path: a compiler takes "@x" and "-x" for something else. */
static const char *temporary(void)
{
    const char *path = getenv("TMPDIR");

    return path && *path == '/' ? path : "/tmp";
}

static bool make_folders(const struct workdir *w, struct arena *a,
                         const char *const *folders)
{
    for (; *folders; folders++)
        if (mkdir(workdir_file(w, a, *folders), 0700) != 0)
            return false;
    return true;
}

bool workdir_open(struct workdir *w, struct arena *a,
                  const char *const *folders)
{
    w->path = arena_printf(a, "%s/eqc-XXXXXX", temporary());
    catch_signals();
    if (mkdtemp(w->path)) {
        if (make_folders(w, a, folders))
            return true;
        fprintf(stderr, "eqc: %s: %s\n", w->path, strerror(errno));
        workdir_close(w);
        return false;
    }
    fprintf(stderr, "eqc: no directory can be made in %s: %s\n", temporary(),
            strerror(errno));
    release_signals();
    return false;
}

char *workdir_file(const struct workdir *w, struct arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", w->path, name);
}

FILE *workdir_create(const struct workdir *w, struct arena *a,
                     const char *name)
{
    const char *path = workdir_file(w, a, name);
    FILE *f = fopen(path, "wb");

    if (!f)
        fprintf(stderr, "eqc: %s: %s\n", path, strerror(errno));
    return f;
}

bool workdir_finish(const struct workdir *w, FILE *f)
{
    bool ok = !ferror(f);

    if (fclose(f) == 0 && ok)
        return true;
    fprintf(stderr, "eqc: %s: %s\n", w->path, strerror(errno));
    return false;
}

/* Files of a directory, and its folders once they are empty. */
static void empty_folder(int at, const char *path, int depth)
{
    int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    struct dirent *entry;

    if (!d) {
        if (fd >= 0)
            close(fd);
        return;
    }
    while ((entry = readdir(d)) != NULL) {
        const char *name = entry->d_name;

        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        if (unlinkat(fd, name, 0) == 0 || depth == 0)
            continue;
        empty_folder(fd, name, depth - 1);
        unlinkat(fd, name, AT_REMOVEDIR);
    }
    closedir(d);
}

void workdir_close(struct workdir *w)
{
    empty_folder(AT_FDCWD, w->path, 2);
    rmdir(w->path);
    release_signals();
    if (caught) {
        signal(caught, SIG_DFL);
        fflush(NULL);
        raise(caught);
    }
}

/* ---- running ------------------------------------------------------------ */

static int start(pid_t *id, const char *file, char *const *argv,
                 const char *log)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error)
        return error;
    if (log) {
        error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null",
                                                 O_RDONLY, 0);
        if (!error)
            error = posix_spawn_file_actions_addopen(
                &actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (!error)
            error = posix_spawn_file_actions_adddup2(&actions, 1, 2);
    }
    if (!error)
        error = posix_spawnp(id, file ? file : argv[0], &actions, NULL, argv,
                             environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static int wait_for(pid_t id, struct ended *how)
{
    int status;

    while (waitpid(id, &status, 0) < 0)
        if (errno != EINTR)
            return errno;
    if (WIFSIGNALED(status))
        how->signal = WTERMSIG(status);
    else
        how->code = WEXITSTATUS(status);
    return 0;
}

struct running process_start(const char *file, char *const *argv,
                             const char *log)
{
    struct running r = {{0, 0, 0}, -1, log != NULL};
    int place = 0;
    pid_t id;

    if (caught) {
        r.how.error = EINTR;
        return r;
    }
    while (children[place] != 0)
        place++;
    fflush(NULL);                /* what we printed stands before */
    r.how.error = start(&id, file, argv, log);
    if (r.how.error)
        return r;
    r.place = place;
    children[place] = (sig_atomic_t)id;
    if (caught)                  /* came between the look and the start */
        kill(id, caught);
    return r;
}

struct ended process_wait(struct running *r)
{
    if (r->place < 0)
        return r->how;
    r->how.error = wait_for((pid_t)children[r->place], &r->how);
    children[r->place] = 0;
    if (!r->logs)
        caught = 0;
    if (caught)
        r->how.error = EINTR;
    return r->how;
}

struct ended process_run(const char *file, char *const *argv, const char *log)
{
    struct running r = process_start(file, argv, log);

    return process_wait(&r);
}
