/* Notes in FLUSHED_LOG how long a file was when it was flushed: "LENGTH PATH", a line each. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void note(int file, off_t length) {
    char link[64], path[4096], line[4200];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t read = readlink(link, path, sizeof path - 1);
    const char *log = getenv("FLUSHED_LOG");
    if (read < 0 || !log) return;
    path[read] = 0;
    int written = snprintf(line, sizeof line, "%lld %s\n", (long long)length, path);
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (out < 0) return;
    if (write(out, line, written) != written) abort();
    close(out);
}

static int flush(int file, const char *name) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct stat before;
    /* What is written while the flush runs may or may not be in it. */
    if (fstat(file, &before) != 0) return real(file);
    int done = real(file);
    if (done == 0) note(file, before.st_size);
    return done;
}

int fsync(int file) { return flush(file, "fsync"); }
int fdatasync(int file) { return flush(file, "fdatasync"); }
