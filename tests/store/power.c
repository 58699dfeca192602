/* Writes down what a program writes, truncates, removes and syncs under POWER_FOLDER, and what it
 * says on its standard output, in the order in which it happens; the test then cuts the power. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

struct record {
    char what; /* W write, T truncate, S sync, R remove, A acknowledged */
    uint32_t name;
    uint64_t at;
    uint64_t size;
} __attribute__((packed));

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void note(char what, const char *name, uint64_t at, const void *data, uint64_t size) {
    struct record head = {what, (uint32_t)strlen(name), at, size};
    if (out < 0)
        out = open(getenv("POWER_TRACE"), O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (REAL(write)(out, &head, sizeof head) < 0 || REAL(write)(out, name, head.name) < 0)
        abort();
    if (data != NULL && REAL(write)(out, data, size) < 0)
        abort();
}

/* The name of a file that is watched, or NULL. */
static const char *watched(int fd, char *name) {
    char link[64];
    const char *folder = getenv("POWER_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, PATH_MAX - 1);
    if (folder == NULL || length < 0 || fd == out)
        return NULL;
    name[length] = 0;
    return strncmp(name, folder, strlen(folder)) == 0 ? name : NULL;
}

#define TOGETHER(call)                                                                             \
    char name[PATH_MAX];                                                                           \
    pthread_mutex_lock(&turn);                                                                     \
    __typeof__(call) done = (call);                                                                \
    const char *file = done < 0 ? NULL : watched(fd, name);

#define DONE                                                                                       \
    pthread_mutex_unlock(&turn);                                                                   \
    return done;

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    TOGETHER(REAL(pwrite64)(fd, data, size, at))
    if (file != NULL)
        note('W', file, (uint64_t)at, data, (uint64_t)done);
    DONE
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return pwrite64(fd, data, size, at);
}

ssize_t write(int fd, const void *data, size_t size) {
    off64_t at = lseek64(fd, 0, SEEK_CUR);
    TOGETHER(REAL(write)(fd, data, size))
    if (fd == 1)
        note('A', "", 0, data, (uint64_t)done);
    else if (file != NULL)
        note('W', file, (uint64_t)at, data, (uint64_t)done);
    DONE
}

int ftruncate64(int fd, off64_t size) {
    TOGETHER(REAL(ftruncate64)(fd, size))
    if (file != NULL)
        note('T', file, (uint64_t)size, NULL, 0);
    DONE
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) {
    TOGETHER(REAL(fsync)(fd))
    if (file != NULL)
        note('S', file, 0, NULL, 0);
    DONE
}

int fdatasync(int fd) { return fsync(fd); }

int unlink(const char *path) {
    pthread_mutex_lock(&turn);
    int done = REAL(unlink)(path);
    const char *folder = getenv("POWER_FOLDER");
    if (done == 0 && folder != NULL && strncmp(path, folder, strlen(folder)) == 0)
        note('R', path, 0, NULL, 0);
    DONE
}
