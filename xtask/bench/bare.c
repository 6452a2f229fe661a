/* The least a client can do: the same statements through libmariadb in a loop.
 *
 *   bare HOST PORT USER DATABASE CONNECTIONS SECONDS IDS SCRIPT...     (password: BARE_PASSWORD)
 *
 * Each SCRIPT holds statements, each ended by `;` at a line's end. All are run one after the other as
 * one unit of work. `:product` and `:customer` stand for one of the ids in IDS (lines of a word and 32
 * hexadecimal digits), `:new` and `:other` for fresh ids of this unit of work, `:last` for the
 * greatest id there can be. Statements with such a name are
 * prepared once per connection; the others are sent as text.
 *
 * Prints one line: units of work, seconds, and the median and 99th percentile in microseconds. */
#include <errno.h>
#include <mysql.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_STATEMENTS = 32, MAX_NAMES = 64, MAX_IDS = 4096, ID = 16 };
enum { PRODUCT, CUSTOMER, NEW, OTHER, LAST, KINDS };
static const char *const KIND[KINDS] = {"product", "customer", "new", "other", "last"};

typedef struct { char *sql; int names; int kind[MAX_NAMES]; } Statement;
static Statement script[MAX_STATEMENTS];
static int statements;
static unsigned char ids[2][MAX_IDS][ID];
static int id_count[2];
static char **arguments;
static double seconds;
static pthread_barrier_t start;

typedef struct { pthread_t thread; uint32_t *taken; size_t units, room; unsigned seed; } Worker;

static void die(const char *what, const char *why) { fprintf(stderr, "bare: %s: %s\n", what, why); exit(1); }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

/* Turns `:name` into `?` and notes which name it was. */
static void add_statement(const char *text) {
    if (statements == MAX_STATEMENTS) die("script", "too many statements");
    Statement *s = &script[statements++];
    char *out = s->sql = malloc(strlen(text) + 1);
    while (*text) {
        int kind = KINDS;
        if (*text == ':')
            for (kind = 0; kind < KINDS && strncmp(text + 1, KIND[kind], strlen(KIND[kind])); kind++) {}
        if (kind == KINDS) { *out++ = *text++; continue; }
        if (s->names == MAX_NAMES) die("script", "too many names in a statement");
        s->kind[s->names++] = kind;
        *out++ = '?';
        text += 1 + strlen(KIND[kind]);
    }
    *out = 0;
}

static void read_script(const char *path) {
    FILE *f = fopen(path, "r");
    char line[4096], text[16384] = "";
    if (!f) die(path, strerror(errno));
    while (fgets(line, sizeof line, f)) {
        if (!strncmp(line, "--", 2)) continue;
        strncat(text, line, sizeof text - strlen(text) - 1);
        char *end = strstr(text, ";\n");
        if (end) { *end = 0; add_statement(text); *text = 0; }
    }
    fclose(f);
}

static void read_ids(const char *path) {
    FILE *f = fopen(path, "r");
    char word[16], hex[40];
    if (!f) die(path, strerror(errno));
    while (fscanf(f, "%15s %39s", word, hex) == 2) {
        int kind = strcmp(word, KIND[PRODUCT]) ? CUSTOMER : PRODUCT;
        if (id_count[kind] == MAX_IDS) continue;
        unsigned char *id = ids[kind][id_count[kind]++];
        for (int i = 0; i < ID; i++) sscanf(hex + 2 * i, "%2hhx", &id[i]);
    }
    fclose(f);
}

static void *work(void *argument) {
    Worker *w = argument;
    MYSQL *db = mysql_init(NULL);
    unsigned char value[KINDS][ID];
    MYSQL_STMT *prepared[MAX_STATEMENTS] = {0};
    static __thread MYSQL_BIND bind[MAX_STATEMENTS][MAX_NAMES];
    unsigned long length = ID;
    if (!mysql_real_connect(db, arguments[1], arguments[3], getenv("BARE_PASSWORD"), arguments[4], atoi(arguments[2]), NULL, 0))
        die("connect", mysql_error(db));
    for (int i = 0; i < statements; i++) {
        if (!script[i].names) continue;
        prepared[i] = mysql_stmt_init(db);
        if (mysql_stmt_prepare(prepared[i], script[i].sql, strlen(script[i].sql))) die(script[i].sql, mysql_stmt_error(prepared[i]));
        for (int n = 0; n < script[i].names; n++) {
            bind[i][n].buffer_type = MYSQL_TYPE_BLOB;
            bind[i][n].buffer = value[script[i].kind[n]];
            bind[i][n].buffer_length = ID;
            bind[i][n].length = &length;
        }
        mysql_stmt_bind_param(prepared[i], bind[i]);
    }
    pthread_barrier_wait(&start);
    double begun = now(), last = begun;
    while (last - begun < seconds) {
        for (int k = 0; k < NEW; k++)
            if (id_count[k]) memcpy(value[k], ids[k][rand_r(&w->seed) % id_count[k]], ID);
        /* Time first, as in a UUIDv7: fresh ids are to be neighbours in the index here too. */
        uint64_t time = (uint64_t)(last * 1e6), noise[2] = {(uint64_t)rand_r(&w->seed) << 32 | (uint64_t)w->units, (uint64_t)(uintptr_t)w};
        for (int i = 0; i < 8; i++) value[NEW][i] = (unsigned char)(time >> (56 - 8 * i));
        for (int i = 0; i < 8; i++) value[NEW][8 + i] = (unsigned char)((noise[0] ^ noise[1] * 0x9e3779b97f4a7c15u) >> (8 * i));
        memcpy(value[OTHER], value[NEW], ID);
        value[OTHER][ID - 1] ^= 0x80;
        memset(value[LAST], 0xff, ID);
        for (int i = 0; i < statements; i++) {
            if (!prepared[i]) {
                if (mysql_query(db, script[i].sql)) die(script[i].sql, mysql_error(db));
                continue;
            }
            if (mysql_stmt_execute(prepared[i])) die(script[i].sql, mysql_stmt_error(prepared[i]));
            if (mysql_stmt_field_count(prepared[i])) {
                mysql_stmt_store_result(prepared[i]);
                mysql_stmt_free_result(prepared[i]);
            }
        }
        double end = now();
        if (w->units == w->room) w->taken = realloc(w->taken, (w->room = w->room ? 2 * w->room : 65536) * sizeof *w->taken);
        w->taken[w->units++] = (uint32_t)((end - last) * 1e6);
        last = end;
    }
    mysql_close(db);
    return NULL;
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int count, char **values) {
    if (count < 9) die("usage", "HOST PORT USER DATABASE CONNECTIONS SECONDS IDS SCRIPT...");
    arguments = values;
    int connections = atoi(values[5]);
    seconds = atof(values[6]);
    read_ids(values[7]);
    for (int i = 8; i < count; i++) read_script(values[i]);
    mysql_library_init(0, NULL, NULL);
    pthread_barrier_init(&start, NULL, (unsigned)connections);
    Worker *workers = calloc((size_t)connections, sizeof *workers);
    for (int i = 0; i < connections; i++) {
        workers[i].seed = (unsigned)i + 1;
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    size_t units = 0, at = 0;
    for (int i = 0; i < connections; i++) { pthread_join(workers[i].thread, NULL); units += workers[i].units; }
    if (!units) die("run", "nothing was done");
    uint32_t *taken = malloc(units * sizeof *taken);
    for (int i = 0; i < connections; i++) {
        memcpy(taken + at, workers[i].taken, workers[i].units * sizeof *taken);
        at += workers[i].units;
    }
    qsort(taken, units, sizeof *taken, ascending);
    printf("%zu %f %u %u\n", units, seconds, taken[units / 2], taken[units * 99 / 100]);
    return 0;
}
