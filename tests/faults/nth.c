/* Fails the n-th call of some functions, counted over all processes of a command, by the points of failure of libfiu.
 * Only the program's own processes count: what Tesseract or LibreOffice do when they fail is seen by limits they run in.
 *
 * Preloaded behind libfiu's own wrappers. Counting starts with fault_begin(): what happens before belongs to Python.
 * FAULT_COUNT names a file of 8 bytes that all processes count in, FAULT_POINTS the points (separated by commas),
 * FAULT_NTH which call fails, FAULT_ERRNO with which error, FAULT_DEPTH how many forks below the command counting starts.
 */
#define _GNU_SOURCE
#define FIU_ENABLE
#include <errno.h>
#include <fcntl.h>
#include <fiu-control.h>
#include <fiu.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BEGUN (1L << 62)

static long *count;
static long wanted;
static int depth, least_depth;

static void go_deeper(void) { depth++; }

static int is_nth(const char *name, int *failnum, void **failinfo, unsigned int *flags) {
    (void)name, (void)failnum, (void)failinfo, (void)flags;
    if (depth < least_depth) return 0;
    return __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) == (BEGUN | wanted);
}

static void enable(void) {
    char *points = strdup(getenv("FAULT_POINTS")), *rest = NULL, *one;
    void *error = (void *)atol(getenv("FAULT_ERRNO"));
    wanted = atol(getenv("FAULT_NTH"));
    least_depth = atoi(getenv("FAULT_DEPTH"));
    pthread_atfork(NULL, NULL, go_deeper);
    fiu_init(0);
    for (one = strtok_r(points, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
        fiu_enable_external(one, 1, error, 0, is_nth);
    free(points);
}

void fault_begin(void) {
    __atomic_store_n(count, BEGUN, __ATOMIC_SEQ_CST);
    enable();
}

/* Python's subprocesses are begun by vfork, which libfiu does not know. */
pid_t vfork(void) { return fork(); }

/* A wrapper looks its function up at its first call, under the lock of libfiu: were that in a second thread while the
 * first loads a library, each would wait for the other's lock for ever. So what libfiu itself calls is called once here.
 */
static void look_up(void) {
    char *volatile text = strdup("");
    free(realloc(calloc(1, 8), 16));
    free(text);
}

__attribute__((constructor)) static void load(void) {
    look_up();
    const char *file = getenv("FAULT_COUNT");
    int ours = strncmp(program_invocation_short_name, "python", 6) == 0;
    int handle = file && ours ? open(file, O_RDWR | O_CLOEXEC) : -1;
    if (handle < 0) return;
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    close(handle);
    if (count != MAP_FAILED && *count & BEGUN) enable();
}
