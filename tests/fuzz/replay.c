/*
 * replay: a target without libFuzzer, for `make check`.
 *
 *   replay [-n COUNT] [-d DICTIONARY] [-o CRASH] PATH...
 *
 * Runs the target on every file, those in folders among them, in sorted order, and then on COUNT
 * mutations of them all together: bits flipped, bytes set, pieces cut, doubled, taken from another
 * input or from the dictionary. What is made depends on the files alone, so that a failure comes
 * again. The input that is running when the process dies is written to CRASH.
 */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "fuzz.h"
#include "store/folder.h"

enum { SECONDS_EACH = 60, MOST_STEPS = 6, MOST_BYTES = 1 << 20 };

VEC_TYPE(texts, struct str);

static struct sv running;
static const char *crash_path;

/* ---- inputs ---- */

static void add_file(const char *path, struct texts *inputs)
{
    struct err e = {0};
    struct str *text = vec_add(inputs);
    if (!file_read(path, MOST_BYTES, text, &e))
        fuzz_harness_fails(path, &e);
}

static void add_path(const char *path, struct texts *inputs)
{
    struct folder_entries found = {0};
    struct err e = {0};
    if (!file_is_folder(path)) {
        add_file(path, inputs);
        return;
    }
    if (!folder_walk(path, SV(""), &found, NULL, &e))
        fuzz_harness_fails(path, &e);
    for (size_t i = 0; i < found.len; i++)
        add_file(found.ptr[i].path.ptr, inputs);
    folder_entries_release(&found);
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c - 'A' + 10;
}

/* A line "word" of a libFuzzer dictionary, with \\, \" and \xAB. */
static void add_word(struct sv line, struct texts *words)
{
    size_t from = sv_find_byte(line, '"', 0);
    if (from == SV_NONE || line.ptr[0] == '#' || !sv_ends(line, SV("\"")))
        return;
    struct str *word = vec_add(words);
    for (size_t at = from + 1; at + 1 < line.len; at++) {
        char c = line.ptr[at];
        if (c == '\\' && line.ptr[at + 1] == 'x' && at + 4 < line.len) {
            c = (char)(hex_digit(line.ptr[at + 2]) << 4 | hex_digit(line.ptr[at + 3]));
            at += 3;
        } else if (c == '\\') {
            c = line.ptr[++at];
        }
        str_add_byte(word, c);
    }
}

static void add_dictionary(const char *path, struct texts *words)
{
    struct str text = {0};
    struct err e = {0};
    struct sv line;
    if (!file_read(path, MOST_BYTES, &text, &e))
        fuzz_harness_fails(path, &e);
    for (struct sv rest = str_sv(&text); sv_next(&rest, '\n', &line);)
        add_word(line, words);
    str_release(&text);
}

/* ---- mutations ---- */

/* xorshift64*, by Vigna. */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Du;
}

static size_t below(uint64_t *state, size_t limit)
{
    return limit ? draw(state) % limit : 0;
}

/* Some piece of a text, mostly a short one. */
static struct sv piece_of(uint64_t *state, struct sv text)
{
    size_t from = below(state, text.len), most = below(state, 4) ? 16 : text.len;
    return sv_sub(text, from, from + 1 + below(state, most));
}

static void step(uint64_t *state, struct str *text, const struct texts *inputs,
                 const struct texts *words)
{
    static const char odd[] = "\0\n\t\r \"'#:-{}[],|>&*!%@`~\x1b\x7f\x80\xc2\xe4\xef\xf0\xfe\xff"
                              "019aAzZ";
    struct sv whole = str_sv(text), piece = piece_of(state, whole);
    size_t at = below(state, text->len + 1), from = (size_t)(piece.ptr - whole.ptr);
    struct str copy = {0};
    switch (below(state, 7)) {
    case 0:
        if (text->len)
            text->ptr[below(state, text->len)] ^= (char)(1 << below(state, 8));
        break;
    case 1:
        str_splice(text, at, at < text->len && below(state, 2),
                   sv_make(odd + below(state, sizeof odd - 1), 1));
        break;
    case 2:
        str_splice(text, from, piece.len, SV(""));
        break;
    case 3:
        str_truncate(text, at);
        break;
    case 4:
        str_set(&copy, piece);
        str_splice(text, at, 0, str_sv(&copy));
        break;
    case 5:
        str_splice(text, from, below(state, 2) ? piece.len : 0,
                   piece_of(state, str_sv(&inputs->ptr[below(state, inputs->len)])));
        break;
    default:
        if (words->len)
            str_splice(text, from, below(state, 2) ? piece.len : 0,
                       str_sv(&words->ptr[below(state, words->len)]));
        break;
    }
    str_release(&copy);
}

/* ---- running ---- */

static void on_death(int number)
{
    int fd = crash_path ? open(crash_path, O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
    if (fd >= 0 && write(fd, running.ptr, running.len) == (ssize_t)running.len)
        close(fd);
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_death(void)
{
    static const int numbers[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        signal(numbers[i], on_death);
}

/* From memory that ends with the input, so that reading past it is seen by the tools that can. */
static void run(struct sv bytes)
{
    char *exact = xcalloc(bytes.len, 1);
    if (bytes.len)
        memcpy(exact, bytes.ptr, bytes.len);
    running = sv_make(exact, bytes.len);
    alarm(SECONDS_EACH);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, bytes.len);
    free(exact);
}

static void mutate(const struct texts *inputs, const struct texts *words, size_t count)
{
    struct str text = {0};
    for (size_t i = 0; i < count && inputs->len; i++) {
        struct sv seed = str_sv(&inputs->ptr[i % inputs->len]);
        uint64_t state = (sv_hash(seed) ^ (i / inputs->len) * 0x9E3779B97F4A7C15u) | 1;
        str_set(&text, seed);
        for (size_t steps = 1 + below(&state, MOST_STEPS); steps > 0; steps--)
            step(&state, &text, inputs, words);
        if (text.len <= MOST_BYTES)
            run(str_sv(&text));
    }
    str_release(&text);
}

int main(int argc, char **argv)
{
    struct texts inputs = {0}, words = {0};
    int64_t count = 0;
    for (int option; (option = getopt(argc, argv, "n:d:o:")) != -1;) {
        if (option == 'd')
            add_dictionary(optarg, &words);
        else if (option == 'o')
            crash_path = optarg;
        else if (option != 'n' || !sv_number(sv_from(optarg), 0, 1 << 30, &count))
            return 2;
    }
    for (int i = optind; i < argc; i++)
        add_path(argv[i], &inputs);
    catch_death();
    run(SV(""));
    for (size_t i = 0; i < inputs.len; i++)
        run(str_sv(&inputs.ptr[i]));
    mutate(&inputs, &words, (size_t)count);
    alarm(0);
    printf("%zu inputs, %lld mutations\n", inputs.len, (long long)count);
    for (size_t i = 0; i < inputs.len; i++)
        str_release(&inputs.ptr[i]);
    for (size_t i = 0; i < words.len; i++)
        str_release(&words.ptr[i]);
    vec_release(&inputs);
    vec_release(&words);
    return 0;
}
