#include <getopt.h>
#include <string.h>

#include "cmd/command.h"

enum { LONG_ONLY = 256 }; /* values of options without a letter start here */

#define OPTION_ROW(id, name, letter, value, help) {name, letter, value},
static const struct {
    const char *name;
    char letter;
    const char *value;
} rows[OPTION_COUNT] = {OPTIONS(OPTION_ROW)};
#undef OPTION_ROW

void option_add_name(struct str *out, enum option_id option)
{
    str_add_f(out, "--%s", rows[option].name);
}

bool args_given(const struct args *args, enum option_id option)
{
    return args->values[option] != NULL;
}

void args_release(struct args *args)
{
    vec_release(&args->form_paths);
    vec_release(&args->operands);
}

/* What getopt wants: the list of long options and the letters. A leading colon makes it tell a
 * missing value from an unknown option. */
static void describe(struct option longs[OPTION_COUNT + 1], char letters[2 * OPTION_COUNT + 2])
{
    size_t n = 0;
    letters[n++] = ':';
    for (int i = 0; i < OPTION_COUNT; i++) {
        longs[i] = (struct option){
            .name = rows[i].name,
            .has_arg = rows[i].value ? required_argument : no_argument,
            .val = LONG_ONLY + i,
        };
        if (!rows[i].letter)
            continue;
        letters[n++] = rows[i].letter;
        if (rows[i].value)
            letters[n++] = ':';
    }
    longs[OPTION_COUNT] = (struct option){0};
    letters[n] = '\0';
}

static enum option_id option_of(int got)
{
    if (got >= LONG_ONLY)
        return (enum option_id)(got - LONG_ONLY);
    int i = 0;
    while (i < OPTION_COUNT && rows[i].letter != got)
        i++;
    BUG_ON(i == OPTION_COUNT);
    return (enum option_id)i;
}

/* The long options whose name begins as the word does. */
static int count_beginning(struct sv word)
{
    int n = 0;
    for (int i = 0; i < OPTION_COUNT; i++)
        n += sv_starts(sv_from(rows[i].name), word);
    return n;
}

/* `given` is the word getopt stumbled over. */
static bool refuse(int got, const char *given, struct err *e)
{
    struct sv word = sv_from(given);
    size_t equals = sv_find_byte(word, '=', 0);
    struct sv name = sv_starts(word, SV("--")) ? sv_sub(word, 2, equals) : SV("");
    if (got == ':')
        return err_set(e, ERR_USAGE, _("选项 %s 后面要写一个值。"), given);
    if (name.len && count_beginning(name) > 1)
        return err_set(e, ERR_USAGE, _("选项 --%.*s 写得不全，不止一个选项这样开头。"),
                       SV_ARG(name));
    if (name.len && count_beginning(name) == 1)
        return err_set(e, ERR_USAGE, _("选项 --%.*s 后面不带值。"), SV_ARG(name));
    if (sv_starts(word, SV("--")))
        return err_set(e, ERR_USAGE, _("没有选项 --%.*s。用 --help 可以看到全部选项。"),
                       SV_ARG(name));
    return err_set(e, ERR_USAGE,
                   _("没有选项 %s。以 - 开头的值或文件名，请在前面加 -- 和一个空格。"), given);
}

/* The word getopt stumbled over. It stays at a word of several letters until the last is read. */
static const char *culprit(char **argv)
{
    bool letter = optopt != 0 && optopt < LONG_ONLY; /* negative: a byte of a Chinese character */
    const char *next = argv[optind];
    if (letter && next && next[0] == '-' && next[1] != '-' && strchr(next + 1, optopt))
        return next;
    return argv[optind - 1];
}

bool args_parse(int argc, char **argv, struct args *out, struct err *e)
{
    struct option longs[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
    int got;
    describe(longs, letters);
    opterr = 0;
    optind = 0; /* GNU: start anew, as a test may parse more than once */
    for (;;) {
        got = getopt_long(argc, argv, letters, longs, NULL);
        if (got == -1)
            break;
        if (got == '?' || got == ':')
            return refuse(got, culprit(argv), e);
        enum option_id option = option_of(got);
        if (option == OPT_FORM_PATH)
            vec_push(&out->form_paths, optarg);
        out->values[option] = optarg ? optarg : "";
    }
    for (int i = optind; i < argc; i++)
        vec_push(&out->operands, argv[i]);
    return true;
}
