/* Lets the disk below FAILING_FOLDER fail as FAILING_PLAN says, a line of three words: a number that is new for each plan,
   what fails, and from which on. "w 3": from the third write on there is no room. "f 2": the second flush fails, once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* How many operations of this kind the plan has seen, this one included, and at which one it begins; 0 where it is about
   others. */
static long seen(int file, char kind, long *from) {
    static long plan_before, count;
    char link[64], path[4096], line[64], wanted;
    const char *folder = getenv("FAILING_FOLDER"), *notes = getenv("FAILING_PLAN");
    if (!folder || !notes) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0) return 0;
    int in = open(notes, O_RDONLY);
    if (in < 0) return 0;
    length = read(in, line, sizeof line - 1);
    close(in);
    if (length < 0) return 0;
    line[length] = 0;
    long plan, result = 0;
    if (sscanf(line, "%ld %c %ld", &plan, &wanted, from) != 3 || wanted != kind) return 0;
    pthread_mutex_lock(&lock);
    if (plan != plan_before) count = 0;
    plan_before = plan;
    result = ++count;
    pthread_mutex_unlock(&lock);
    return result;
}

static int is_full(int file) {
    long from, at = seen(file, 'w', &from);
    return at != 0 && at >= from;
}

ssize_t write(int file, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (is_full(file)) return errno = ENOSPC, -1;
    return real(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
    if (is_full(file)) return errno = ENOSPC, -1;
    return real(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    if (is_full(file)) return errno = ENOSPC, -1;
    return real(file, bytes, length, at);
}

static int flush(int file, const char *name) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    long from, at = seen(file, 'f', &from);
    if (at != 0 && at == from) return errno = EIO, -1;
    return real(file);
}

int fsync(int file) { return flush(file, "fsync"); }
int fdatasync(int file) { return flush(file, "fdatasync"); }
